using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RvWeb.ServiceDefaults.RequestLog;

namespace Microsoft.AspNetCore.Builder;

/// <summary>One log line per request.</summary>
public static class RequestLogExtensions
{
    /// <summary>Logs <c>[REQ] 200 | GET | /path | 1.2ms</c> at Information when a request has been answered. Queries and bodies are never logged.</summary>
    /// <param name="app">The pipeline; put this first, so that the time is the whole request's.</param>
    /// <returns>The same pipeline.</returns>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app) => app.Use(
        // UseMiddleware would look for the constructor and the method by reflection, at each cold start.
        next => new RequestLogMiddleware(
            next,
            app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger<RequestLogMiddleware>(),
            app.ApplicationServices.GetRequiredService<TimeProvider>()).InvokeAsync);
}
