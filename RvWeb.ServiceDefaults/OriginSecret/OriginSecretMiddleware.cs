using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace RvWeb.ServiceDefaults.OriginSecret;

/// <summary>Refuses requests that did not come through CloudFront, and takes the secret out of those that did.</summary>
internal sealed class OriginSecretMiddleware(RequestDelegate next, OriginSecretOptions secrets)
{
    /// <summary>The stack has CloudFront send it: RvWeb.Deploy/Stack/OriginSecret.cs.</summary>
    internal const string Header = "X-Origin-Secret";

    private readonly byte[] _current = HashOf(secrets.Current);

    // Without a rotation both comparisons are made with the same hash, so that a request takes as long.
    private readonly byte[] _previous = HashOf(secrets.Previous ?? secrets.Current);

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var presented = headers[Header];
        headers.Remove(Header);
        // CloudFront writes over whatever a viewer sends, so there is exactly one.
        return presented is [{ } secret] && IsKnown(secret) ? next(context) : RefuseAsync(context);
    }

    // Hashes have one length, so that time tells nothing about a secret's, and nothing about where two differ.
    private bool IsKnown(string secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(secret), hash);
        return CryptographicOperations.FixedTimeEquals(hash, _current) | CryptographicOperations.FixedTimeEquals(hash, _previous);
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

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
