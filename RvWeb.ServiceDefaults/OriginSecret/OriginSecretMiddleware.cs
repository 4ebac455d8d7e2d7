using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace RvWeb.ServiceDefaults.OriginSecret;

/// <summary>Refuses requests that did not come through CloudFront, and takes the secret out of those that did.</summary>
internal sealed class OriginSecretMiddleware(RequestDelegate next, OriginSecretOptions secrets)
{
    /// <summary>The stack has CloudFront send it: RvWeb.Deploy/Stack/OriginSecret.cs.</summary>
    internal const string Header = "X-Origin-Secret";

    private readonly byte[] _current = Encoding.UTF8.GetBytes(secrets.Current);

    // Without a rotation both comparisons are made with the same secret, so that a request takes as long.
    private readonly byte[] _previous = Encoding.UTF8.GetBytes(secrets.Previous ?? secrets.Current);

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var presented = headers[Header];
        headers.Remove(Header);
        // CloudFront writes over whatever a viewer sends, so there is exactly one.
        return presented is [{ } secret] && IsKnown(secret) ? next(context) : RefuseAsync(context);
    }

    private bool IsKnown(string secret)
    {
        var presented = Encoding.UTF8.GetBytes(secret);
        return IsSame(presented, _current) | IsSame(presented, _previous);
    }

    // In a time that tells nothing about where two differ, nor about a secret's length: what is compared has one length always.
    // Hashes would have that too, but computing the first one loads OpenSSL, half as long again as the whole cold start.
    private static bool IsSame(ReadOnlySpan<byte> presented, ReadOnlySpan<byte> secret)
    {
        Span<byte> compared = stackalloc byte[secret.Length];
        compared.Clear();
        presented[..Math.Min(presented.Length, secret.Length)].CopyTo(compared);
        return CryptographicOperations.FixedTimeEquals(compared, secret) & (presented.Length == secret.Length);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain";
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.WriteAsync("This app answers through CloudFront only: ask at the distribution's address.\n", context.RequestAborted);
    }
}
