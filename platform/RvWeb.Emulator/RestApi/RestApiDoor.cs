using System.Text;
using RvWeb.Emulator.ApiGateway;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Telemetry;

namespace RvWeb.Emulator.RestApi;

/// <summary>
/// A REST API with Lambda proxy integration; without routes of its own: method ANY on <c>/</c> and on <c>/{proxy+}</c>.
/// Limits: docs.aws.amazon.com/apigateway/latest/developerguide/limits.html.
/// </summary>
internal sealed class RestApiDoor : IFrontDoor
{
    private const string Root = "/";
    private const string RootId = "r00tr00tr0";
    private const string DeploymentId = "l0cal1";
    private const string MethodOverride = "X-HTTP-Method-Override";

    // What ANY means.
    private static readonly string[] Methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    private static readonly string[] IdentityFields =
    [
        "accessKey", "accountId", "apiKey", "caller", "cognitoAuthenticationProvider", "cognitoAuthenticationType",
        "cognitoIdentityId", "cognitoIdentityPoolId", "principalOrgId", "user", "userArn",
    ];

    private static readonly Format1ResponseReader Answers = new(isRest: true);

    private readonly FrontDoorOptions _options;
    private readonly RouteTable _routes;
    private readonly BinaryMediaTypes _binary;
    private readonly Format1Event _events;

    public RestApiDoor(FrontDoorOptions options, string region)
    {
        _options = options;
        _routes = new RouteTable(options.Routes.Count > 0 ? options.Routes : ApiRoute.WholeApi(options.Function));
        _binary = new BinaryMediaTypes(options.BinaryMediaTypes);
        _events = new Format1Event(ApiAddress.For("rest-api", options.Function, region));
    }

    public string Name => "REST API";

    public int MaximumBodyBytes => 10 * 1024 * 1024;

    public TimeSpan Timeout => TimeSpan.FromSeconds(29);

    public FrontDoorErrors Errors => RestApiErrors.All;

    public ViewerRequest Route(ViewerRequest request) => Below(request) is { } path ? request with { Route = _routes.Find(Method(request), path) } : request;

    public ViewerResponse? Refuse(ViewerRequest request)
    {
        if (Below(request) is null)
            return RestApiErrors.Forbidden with { Problem = $"{request.RawPath} is outside of the stage; its paths begin with {_options.BasePath}." };
        if (!Methods.Contains(Method(request)))
            return RestApiErrors.NoSuchMethod with { Problem = $"a REST API has no method {Method(request)}." };
        if (request.Route is null)
            return RestApiErrors.NoSuchMethod with { Problem = _routes.Missing(Method(request), Below(request)!) };
        // The two are documented, without the words of the answer.
        if (request.RawQuery.AsSpan().IndexOfAny('|', '{', '}') >= 0)
            return RestApiErrors.BadRequest with { Problem = "a REST API takes |, { and } in a query only as escapes." };
        return request.Has("transfer-encoding")
            ? RestApiErrors.BadRequest with { Problem = "a REST API takes no Transfer-Encoding; send a Content-Length." }
            : HeaderLimit.Refuse(request);
    }

    public ReadOnlyMemory<byte> Write(ViewerRequest request, EventStamp stamp)
    {
        var path = $"/{Below(request)!.TrimStart('/')}"; // slashes before the first segment collapse (recorded)
        var resource = request.Route!.Route.Path!.ToString();
        return _events.Write(request, stamp, new Format1Request
        {
            Method = Method(request),
            Resource = resource,
            ResourceId = resource == Root ? RootId : ApiAddress.ResourceId(resource),
            Path = path,
            Parameters = request.Route.Parameters,
            ContextPath = request.RawPath,
            RequestId = stamp.RequestId,
            Stage = _options.Stage!,
            IdentityFields = IdentityFields,
            DeploymentId = DeploymentId,
            Headers = [.. RestApiHeaders.ForEvent(request, stamp.TraceRoot)],
            IsBodyText = !_binary.Encodes(request),
        });
    }

    public ViewerResponse Read(ReadOnlyMemory<byte> payload, ViewerRequest request)
    {
        var answer = Answers.Read(payload);
        var response = RestApiHeaders.ForViewer(answer.Head);
        if (!answer.IsBase64Encoded || !_binary.Decodes(request, response))
            return response with { Body = Encoding.UTF8.GetBytes(answer.Body) };
        var bytes = new byte[answer.Body.Length];
        return Convert.TryFromBase64String(answer.Body, bytes, out var length)
            ? response with { Body = bytes.AsMemory(0, length) }
            : RestApiErrors.NotBase64 with { Problem = "body is not base64, as isBase64Encoded says." };
    }

    public void Mark(IHeaderDictionary headers, EventStamp stamp, string trace)
    {
        headers["x-amzn-RequestId"] = stamp.RequestId;
        headers["x-amz-apigw-id"] = stamp.ExtendedId;
        headers[TraceHeader.Name] = trace;
    }

    private string? Below(ViewerRequest request) => StagePath.Below(request.RawPath, _options.BasePath);

    // API Gateway acts on it, as its list of known issues says.
    private static string Method(ViewerRequest request) => request.Header(MethodOverride) is { Length: > 0 } method ? method : request.Method;
}
