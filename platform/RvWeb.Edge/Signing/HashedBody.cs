using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Signing;

/// <summary>A request's body as <see cref="BodyHashFunction"/> sees it: whole, or its first megabyte.</summary>
internal sealed class HashedBody
{
    /// <summary>1 MB, taken as 1,048,576 bytes (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html, Lambda@Edge).</summary>
    public const int Most = 1024 * 1024;

    public const string XCache = "LambdaGeneratedResponse from cloudfront";

    private const string Refusal = """{"message":"A body may have up to 1 MB here."}""";

    private readonly ArraySegment<byte> _content;

    private HashedBody(ArraySegment<byte> content) => _content = content;

    /// <summary>Then the function answers itself, and the origin is not asked.</summary>
    public bool IsTruncated => _content.Count > Most;

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(_content));

    public ViewerBody ToOrigin() => new(new MemoryStream(_content.Array!, 0, _content.Count), _content.Count);

    public static bool IsOf(string method) => method is "POST" or "PUT" or "PATCH" or "DELETE";

    public static async Task<HashedBody> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var held = new byte[16 * 1024];
        var count = 0;
        while (count <= Most)
        {
            if (count == held.Length)
                Array.Resize(ref held, Math.Min(held.Length * 2, Most + 1));
            var read = await body.ReadAsync(held.AsMemory(count), cancellationToken);
            if (read == 0)
                break;
            count += read;
        }

        return new HashedBody(new ArraySegment<byte>(held, 0, count));
    }

    /// <summary>What the function answers to a body that it has not seen the end of.</summary>
    public static OriginAnswer TooLarge(OriginDefinition origin, TimeProvider time)
    {
        var content = Encoding.UTF8.GetBytes(Refusal);
        var message = new HttpResponseMessage(HttpStatusCode.RequestEntityTooLarge) { Content = new ByteArrayContent(content) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.CacheControl = new CacheControlHeaderValue { NoStore = true };
        message.Headers.Date = time.GetUtcNow();
        return new OriginAnswer(message, new MemoryStream(content), new OriginDeadline(origin, time, CancellationToken.None, CancellationToken.None));
    }
}
