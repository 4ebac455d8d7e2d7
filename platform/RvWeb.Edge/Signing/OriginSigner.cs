using System.Globalization;
using RvWeb.Signatures;

namespace RvWeb.Edge.Signing;

/// <summary>
/// Signs origin requests by Signature Version 4 where an origin access control says so and a key was given. Without a key the
/// viewer's Authorization is taken away all the same: behind such an origin it never arrives.
/// </summary>
internal sealed class OriginSigner(SigningKey? key, TimeProvider time)
{
    private const string Authorization = "Authorization";
    private const string Date = "x-amz-date";
    private const string Token = "x-amz-security-token";

    public void Sign(OriginAccessControl? control, HttpRequestMessage message)
    {
        if (control?.Signs(message.Headers.Contains(Authorization)) != true)
            return;
        message.Headers.Remove(Authorization);
        if (key is null)
            return;
        var now = time.GetUtcNow().UtcDateTime;
        var timestamp = now.ToString(StringToSign.TimestampFormat, CultureInfo.InvariantCulture);
        Put(message, Date, timestamp);
        Put(message, Token, key.SessionToken);
        Put(message, PayloadRule.Header, HashOf(message));
        var request = Canonical(control, message);
        var scope = new CredentialScope(timestamp[..8], key.Region, control.OriginType);
        var signature = key.Secret.Sign(scope, StringToSign.Of(request, scope, timestamp));
        Put(message, Authorization, $"{StringToSign.Algorithm} Credential={key.AccessKey}/{scope}, SignedHeaders={request.SignedHeaders}, Signature={signature}");
    }

    private static CanonicalRequest Canonical(OriginAccessControl control, HttpRequestMessage message)
    {
        var target = message.RequestUri!.PathAndQuery.Split('?', 2);
        return new CanonicalRequest
        {
            Method = message.Method.Method,
            Path = target[0],
            Query = target.ElementAtOrDefault(1) ?? "",
            Headers =
            [
                ("host", [Value(message, "Host") ?? message.RequestUri.Authority]),
                .. new[] { PayloadRule.Header, Date, Token }
                    .Select(name => (Name: name, Value: Value(message, name)))
                    .Where(header => header.Value is not null)
                    .Select(header => (header.Name, (IEnumerable<string>)[header.Value!])),
            ],
            PayloadHash = Value(message, PayloadRule.Header)!,
            IsPathKept = control.OriginType == "s3",
        };
    }

    // What the viewer promised of its body; S3 takes bodies without a promise.
    private static string HashOf(HttpRequestMessage message) =>
        Value(message, PayloadRule.Header) ?? (message.Content is null or { Headers.ContentLength: 0 } ? PayloadHash.Empty : PayloadHash.NotSigned);

    private static string? Value(HttpRequestMessage message, string name) =>
        message.Headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;

    private static void Put(HttpRequestMessage message, string name, string? value)
    {
        message.Headers.Remove(name);
        if (value is not null)
            message.Headers.TryAddWithoutValidation(name, value);
    }
}
