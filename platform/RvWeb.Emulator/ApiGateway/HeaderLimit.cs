using System.Text;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.ApiGateway;

/// <summary>
/// How much may stand before a request's body. Source: docs.aws.amazon.com/apigateway/latest/developerguide/limits.html and
/// http-api-quotas.html, total combined size of request line and header values; the answer's words are HTTP's own (RFC 6585, section 5).
/// </summary>
internal static class HeaderLimit
{
    private const int MaximumBytes = 10_240;

    public static ViewerResponse? Refuse(ViewerRequest request)
    {
        var size = request.Method.Length + 1 + request.RawPath.Length + 1 + request.RawQuery.Length + 1 + request.Protocol.Length
            + request.Headers.SelectMany(header => header.Value).Sum(value => Encoding.UTF8.GetByteCount(value ?? ""));
        return size <= MaximumBytes
            ? null
            : ApiErrors.Json(StatusCodes.Status431RequestHeaderFieldsTooLarge, """{"message":"Request Header Fields Too Large"}""") with
            {
                Problem = $"request line and header values have {size} bytes, and API Gateway takes {MaximumBytes}.",
            };
    }
}
