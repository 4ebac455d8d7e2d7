using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.HttpEvents;

namespace RvWeb.Emulator.RestApi;

/// <summary>
/// A REST API's <c>binaryMediaTypes</c>: <c>image/png</c>, <c>image/*</c> or <c>*/*</c>.
/// Source: docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html.
/// </summary>
internal sealed class BinaryMediaTypes(IReadOnlyList<string> types)
{
    private const string Any = "*/*";

    // API Gateway's default where a request or a response names no type.
    private const string DefaultType = "application/json";

    /// <summary>Whether the request's body goes to the function as base64.</summary>
    public bool Encodes(ViewerRequest request) => Contains(TypeOf(request.Header("content-type")));

    /// <summary>
    /// Whether base64 from the function becomes bytes: by the first type that the viewer accepts, as documented; a viewer
    /// that names none gets what the response is.
    /// </summary>
    public bool Decodes(ViewerRequest request, ViewerResponse response) => types.Contains(Any) || Contains(
        request.Has("accept") ? TypeOf(request.Header("accept").Split(',')[0]) : TypeOf(ContentType(response)));

    private bool Contains(string type) => types.Any(known =>
        known == Any
        || known.Equals(type, StringComparison.OrdinalIgnoreCase)
        || (known.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(known[..^1], StringComparison.OrdinalIgnoreCase)));

    private static string ContentType(ViewerResponse response) =>
        response.Headers.FirstOrDefault(header => header.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value ?? "";

    private static string TypeOf(string header) => EventBody.MediaType(header) is { Length: > 0 } type ? type : DefaultType;
}
