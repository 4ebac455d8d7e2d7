using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.ServiceDefaults.OriginSecret;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Keeps callers from going past CloudFront.</summary>
public static class OriginSecretExtensions
{
    /// <summary>
    /// Answers 403 to requests without the secret that the stack gives CloudFront and the app, in <c>RVWEB_ORIGIN_SECRET</c> and, during
    /// a rotation, <c>RVWEB_ORIGIN_SECRET_PREVIOUS</c>. Does nothing, and costs nothing, where neither is set, as on a laptop.
    /// </summary>
    /// <param name="app">The pipeline; put this before everything that looks at headers.</param>
    /// <returns>The same pipeline.</returns>
    /// <exception cref="InvalidOperationException">A variable is set to what cannot be a secret.</exception>
    public static IApplicationBuilder UseOriginSecret(this IApplicationBuilder app) =>
        OriginSecretOptions.Read(app.ApplicationServices.GetRequiredService<IConfiguration>()) is { } secrets
            ? app.Use(next => new OriginSecretMiddleware(next, secrets).InvokeAsync)
            : app;
}
