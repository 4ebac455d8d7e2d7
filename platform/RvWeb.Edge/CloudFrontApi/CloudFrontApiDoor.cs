using System.Text;
using System.Xml.Linq;
using RvWeb.Edge.Invalidation;
using RvWeb.Edge.Template;
using RvWeb.Loopback;

namespace RvWeb.Edge.CloudFrontApi;

/// <summary>
/// CloudFront's own REST API, as far as an invalidation needs it, so that the AWS CLI and the SDKs work with an endpoint URL. It
/// shares the viewers' port without taking a path from them: what is meant for it is signed for the service "cloudfront", which
/// no request to a distribution is. The signature itself is not checked.
/// </summary>
internal sealed partial class CloudFrontApiDoor(
    Invalidations invalidations, Distribution distribution, DistributionXml xml, Func<Guid> newId, ILogger<CloudFrontApiDoor> logger)
{
    private const string Version = "/2020-05-31/";
    private const string Scope = "/cloudfront/aws4_request";

    private const string Served = "CreateInvalidation, GetInvalidation, ListInvalidations, ListDistributions, GetDistribution and GetDistributionConfig";

    public static bool IsMeant(HttpRequest request) =>
        request.Path.Value!.StartsWith(Version, StringComparison.Ordinal)
        && request.Headers.Authorization.ToString() is var authorization
        && authorization.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal)
        && authorization.Contains(Scope, StringComparison.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        var requestId = newId().ToString();
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        try
        {
            if (BrowserGuard.Refusal(context.Request, "CloudFront's API") is { } refusal)
                throw new ApiError(StatusCodes.Status403Forbidden, "AccessDenied", refusal);
            await RouteAsync(context);
        }
        catch (ApiError error)
        {
            Log.Refused(logger, context.Request.Method, context.Request.Path, error.Code, error.Message);
            await SendAsync(context, ApiXml.Error(error, requestId), error.Status);
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value![Version.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path is ["distribution", var id, ..] && id != distribution.LogicalId)
            throw new ApiError(StatusCodes.Status404NotFound, "NoSuchDistribution",
                $"The specified distribution does not exist: '{id}'; this edge serves '{distribution.LogicalId}', the template's logical id.");
        return (context.Request.Method, path) switch
        {
            ("GET", ["distribution"]) => SendAsync(context, Page<Distribution>.Of([distribution], one => one.LogicalId, context.Request.Query)
                .Element("DistributionList", _ => xml.Summary())),
            ("GET", ["distribution", _]) => DistributionAsync(context, xml.Full),
            ("GET", ["distribution", _, "config"]) => DistributionAsync(context, xml.Config),
            ("POST", ["distribution", _, "invalidation"]) => CreateAsync(context),
            ("GET", ["distribution", _, "invalidation"]) => ListAsync(context),
            ("GET", ["distribution", _, "invalidation", var invalidation]) => GetAsync(context, invalidation),
            var (method, _) => throw new ApiError(StatusCodes.Status400BadRequest, "UnsupportedOperation",
                $"The local edge does not serve {method} {context.Request.Path}: it serves {Served}."),
        };
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or 0)
            throw new ApiError(StatusCodes.Status400BadRequest, "MissingBody", "This operation requires a body: send an InvalidationBatch with its Content-Length.");
        if (context.Request.ContentLength > ApiXml.LargestDocument)
            throw new ApiError(StatusCodes.Status413PayloadTooLarge, "BatchTooLarge", $"The body is over {ApiXml.LargestDocument} bytes: send fewer paths at a time.");
        var batch = InvalidationBatch.Read(await ApiXml.ReadAsync(context.Request.Body, context.RequestAborted));
        var (done, problem) = invalidations.Create(batch.Paths, batch.CallerReference);
        if (problem is not null)
            throw new ApiError(problem.Code == InvalidationProblem.Reused ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest, problem.Code, problem.Message);
        context.Response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}{Version}distribution/{distribution.LogicalId}/invalidation/{done!.Id}";
        await SendAsync(context, InvalidationXml.Of(done), StatusCodes.Status201Created);
    }

    private Task ListAsync(HttpContext context) =>
        SendAsync(context, InvalidationXml.ListOf(Page<InvalidationRecord>.Of(invalidations.All(), done => done.Id, context.Request.Query)));

    private Task GetAsync(HttpContext context, string id) => invalidations.Find(id) is { } done
        ? SendAsync(context, InvalidationXml.Of(done))
        : throw new ApiError(StatusCodes.Status404NotFound, "NoSuchInvalidation", $"The specified invalidation does not exist: '{id}'.");

    private Task DistributionAsync(HttpContext context, Func<XElement> write)
    {
        context.Response.Headers.ETag = xml.ETag;
        return SendAsync(context, write());
    }

    private static async Task SendAsync(HttpContext context, XElement document, int status = StatusCodes.Status200OK)
    {
        var body = Encoding.UTF8.GetBytes("""<?xml version="1.0"?>""" + "\n" + document.ToString(SaveOptions.DisableFormatting));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "CloudFront API: {Method} {Path} refused: {Code}: {Message}")]
        public static partial void Refused(ILogger logger, string method, string path, string code, string message);
    }
}
