using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace RvWeb.ServiceDefaults.Otlp;

/// <summary>
/// Adds to ASP.NET Core's request span what is known only at its end (opentelemetry.io/docs/specs/semconv/http/http-spans):
/// the route, after which it is also named, and the status.
/// </summary>
internal sealed class RequestSpan : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(DescribeAsync);
        next(app);
    };

    private static async Task DescribeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (Span(context) is { } span)
                Describe(span, context, context.Response.StatusCode);
        }
        catch (Exception exception) when (Span(context) is { } span)
        {
            Describe(span, context, StatusCodes.Status500InternalServerError);
            span.SetTag("error.type", exception.GetType().FullName).AddException(exception);
            throw;
        }
    }

    private static Activity? Span(HttpContext context) => context.Features.Get<IHttpActivityFeature>()?.Activity;

    private static void Describe(Activity span, HttpContext context, int status)
    {
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } route })
            return;
        span.SetTag("http.route", route);
        span.DisplayName = $"{context.Request.Method} {route}";
    }
}
