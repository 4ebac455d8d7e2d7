using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>
/// ASP.NET Core's request span, with the framework's name and the attributes of OpenTelemetry's semantic conventions that
/// are known at its start (opentelemetry.io/docs/specs/semconv/http/http-spans). The rest is added by RequestSpan.
/// </summary>
internal static class RequestActivity
{
    private const string Name = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    public static Activity? Start(ActivitySource source, HttpContext context)
    {
        var request = context.Request;
        ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var parent);
        var span = source.CreateActivity(Name, ActivityKind.Server, parent);
        if (span is null)
            return null;
        span.DisplayName = request.Method;
        span.SetTag("http.request.method", request.Method);
        span.SetTag("url.scheme", request.Scheme);
        span.SetTag("url.path", (request.PathBase + request.Path).Value);
        span.SetTag("server.address", request.Host.Host);
        if (request.Host.Port is { } port)
            span.SetTag("server.port", port);
        if (request.Headers.UserAgent is [{ } agent])
            span.SetTag("user_agent.original", agent);
        if (request.Headers.ContainsKey(HeaderNames.Baggage))
            AddBaggage(span, request.Headers);
        span.Start();
        context.Features.Set<IHttpActivityFeature>(new Feature { Activity = span });
        return span;
    }

    private static void AddBaggage(Activity span, IHeaderDictionary headers)
    {
        var baggage = DistributedContextPropagator.Current.ExtractBaggage(headers, static (carrier, name, out value, out values) =>
            (value, values) = (((IHeaderDictionary)carrier!)[name], null));
        // Of two with a name the one that was added last counts; in a header it is the first.
        foreach (var (name, value) in (baggage ?? []).Reverse())
            span.AddBaggage(name, value);
    }

    private sealed class Feature : IHttpActivityFeature
    {
        public required Activity Activity { get; set; }
    }
}
