using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Signing;

/// <summary>
/// What Lambda answers to a signature that does not fit its request, before the function runs. Status, type and text are
/// recorded in public issues, such as https://github.com/anomalyco/sst/issues/4684.
/// </summary>
internal static class LambdaRefusal
{
    private const string Body =
        """{"message":"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."}""";

    public static OriginResult Result(OriginDefinition origin, OriginRequest request, string cause, TimeProvider time)
    {
        var content = Encoding.UTF8.GetBytes(Body);
        var message = new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new ByteArrayContent(content) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.TryAddWithoutValidation("x-amzn-ErrorType", "InvalidSignatureException");
        message.Headers.TryAddWithoutValidation("x-amzn-RequestId", RequestId(request));
        message.Headers.Date = time.GetUtcNow();
        var deadline = new OriginDeadline(origin, time, CancellationToken.None, CancellationToken.None);
        return new OriginResult
        {
            Answer = new OriginAnswer(message, new MemoryStream(content), deadline),
            Note = $"Lambda refuses before the function runs: {cause}",
        };
    }

    // The edge's id of the request makes Lambda's, so that equal runs look equal.
    private static string RequestId(OriginRequest request) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers["X-Amz-Cf-Id"].ToString())).AsSpan(0, 16)).ToString();
}
