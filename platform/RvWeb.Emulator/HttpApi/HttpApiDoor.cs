using RvWeb.Emulator.ApiGateway;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.HttpEvents;

namespace RvWeb.Emulator.HttpApi;

/// <summary>An HTTP API. Limits: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html.</summary>
internal sealed class HttpApiDoor : IFrontDoor
{
    private const string DefaultStage = "$default";

    private static readonly string[] IdentityFields =
    [
        "accessKey", "accountId", "caller", "cognitoAmr", "cognitoAuthenticationProvider", "cognitoAuthenticationType",
        "cognitoIdentityId", "cognitoIdentityPoolId", "principalOrgId", "user", "userArn",
    ];

    private static readonly Format2ResponseReader Format2 = new("text/plain; charset=utf-8", keepsInferred: true);
    private static readonly Format1ResponseReader Format1 = new(isRest: false);

    private readonly FrontDoorOptions _options;
    private readonly RouteTable _routes;
    private readonly HttpApiEvent _format2Event;
    private readonly Format1Event _format1Event;

    public HttpApiDoor(FrontDoorOptions options, string region)
    {
        _options = options;
        _routes = new RouteTable(options.Routes.Count > 0 ? options.Routes : [ApiRoute.DefaultTo(options.Function)]);
        var address = ApiAddress.For("http-api", options.Function, region);
        _format2Event = new HttpApiEvent(address, options.Stage ?? DefaultStage);
        _format1Event = new Format1Event(address);
    }

    public string Name => "HTTP API";

    public int MaximumBodyBytes => 10 * 1024 * 1024;

    public TimeSpan Timeout => TimeSpan.FromSeconds(30);

    public FrontDoorErrors Errors => HttpApiErrors.All;

    public ViewerRequest Route(ViewerRequest request) => StagePath.Below(request.RawPath, _options.BasePath) is { } path
        ? request with { Route = _routes.Find(request.Method, path) } : request;

    public ViewerResponse? Refuse(ViewerRequest request)
    {
        if (StagePath.Below(request.RawPath, _options.BasePath) is null)
            return HttpApiErrors.NotFound with { Problem = $"{request.RawPath} is outside of the stage; its paths begin with {_options.BasePath}." };
        return request.Route is null ? HttpApiErrors.NotFound with { Problem = _routes.Missing(request.Method, request.RawPath) } : HeaderLimit.Refuse(request);
    }

    public ReadOnlyMemory<byte> Write(ViewerRequest request, EventStamp stamp)
    {
        var headers = HttpApiHeaders.Of(request, stamp.TraceRoot);
        return _options.PayloadFormat == PayloadFormat.Version2
            ? _format2Event.Write(request, stamp, headers)
            : _format1Event.Write(request, stamp, new Format1Request
            {
                Version = "1.0",
                Method = request.Method,
                Resource = request.Route?.Route.Path?.ToString() ?? ApiRoute.Default,
                ResourceId = HttpApiEvent.RouteKey(request),
                Parameters = request.Route?.Parameters ?? [],
                Path = request.RawPath,
                ContextPath = HttpApiEvent.DecodedPath(request.RawPath),
                RequestId = stamp.ExtendedId,
                Stage = _options.Stage ?? DefaultStage,
                IdentityFields = IdentityFields,
                Headers = [.. headers],
                IsBodyText = EventBody.IsText(request),
            });
    }

    public ViewerResponse Read(ReadOnlyMemory<byte> payload, ViewerRequest request) => _options.PayloadFormat == PayloadFormat.Version2
        ? Format2.Read(payload) ?? throw new MalformedResponseException("the function's answer is not JSON, or one of statusCode (200 to 999), headers, cookies and body is not what it must be.")
        : ReadFormat1(payload);

    public void Mark(IHeaderDictionary headers, EventStamp stamp, string trace) => headers["Apigw-Requestid"] = stamp.ExtendedId;

    private static ViewerResponse ReadFormat1(ReadOnlyMemory<byte> payload)
    {
        var answer = Format1.Read(payload);
        return ResponseHeaders.Normalize(answer.Head with { Body = ResponseBody.Bytes(answer.Body, answer.IsBase64Encoded) });
    }
}
