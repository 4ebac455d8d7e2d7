using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RvWeb.Edge.Signing;

/// <summary>
/// Signs origin requests by Signature Version 4 where an origin access control says so and a key was given. Without a key the
/// viewer's Authorization is taken away all the same: behind such an origin it never arrives.
/// </summary>
internal sealed class OriginSigner(SigningKey? key, TimeProvider time)
{
    public const string Terminator = "aws4_request";

    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    private const string Authorization = "Authorization";
    private const string Date = "x-amz-date";
    private const string Token = "x-amz-security-token";

    private static readonly string EmptyPayload = Convert.ToHexStringLower(SHA256.HashData([]));

    public void Sign(OriginAccessControl? control, HttpRequestMessage message)
    {
        if (control?.Signs(message.Headers.Contains(Authorization)) != true)
            return;
        message.Headers.Remove(Authorization);
        if (key is null)
            return;
        var now = time.GetUtcNow().UtcDateTime;
        var timestamp = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        Put(message, Date, timestamp);
        Put(message, Token, key.SessionToken);
        Put(message, PayloadRule.Header, PayloadHash(message));
        var request = Canonical(control, message);
        var scope = $"{timestamp[..8]}/{key.Region}/{control.OriginType}/{Terminator}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Write())));
        var signature = key.Sign(timestamp[..8], control.OriginType, $"{Algorithm}\n{timestamp}\n{scope}\n{hash}");
        Put(message, Authorization, $"{Algorithm} Credential={key.AccessKey}/{scope}, SignedHeaders={request.SignedHeaders}, Signature={signature}");
    }

    private static CanonicalRequest Canonical(OriginAccessControl control, HttpRequestMessage message) => new()
    {
        Method = message.Method.Method,
        Target = message.RequestUri!.PathAndQuery,
        Headers =
        [
            .. new[] { ("host", Value(message, "Host") ?? message.RequestUri.Authority) }
                .Concat(new[] { PayloadRule.Header, Date, Token }.Select(name => (name, Value(message, name)!)).Where(header => header.Item2 is not null)),
        ],
        PayloadHash = Value(message, PayloadRule.Header)!,
        IsPathKept = control.OriginType == "s3",
    };

    // What the viewer promised of its body; S3 takes bodies without a promise.
    private static string PayloadHash(HttpRequestMessage message) =>
        Value(message, PayloadRule.Header) ?? (message.Content is null or { Headers.ContentLength: 0 } ? EmptyPayload : UnsignedPayload);

    private static string? Value(HttpRequestMessage message, string name) =>
        message.Headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;

    private static void Put(HttpRequestMessage message, string name, string? value)
    {
        message.Headers.Remove(name);
        if (value is not null)
            message.Headers.TryAddWithoutValidation(name, value);
    }
}
