using Microsoft.AspNetCore.Http.Features;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Telemetry;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Viewer;

/// <summary>The door of the edge: one viewer request in, one answer out.</summary>
internal sealed partial class EdgeHandler(
    Distribution distribution, EdgeIdentity identity, CachedAnswers cached, PassThrough passThrough, AnswerWriter writer, FunctionSteps functions,
    EdgeOptions options, TimeProvider time, ILogger<EdgeHandler> logger)
{
    private const string OwnPaths = "/.edge/";

    private readonly Dictionary<string, OriginDefinition> _origins = distribution.Origins.ToDictionary(origin => origin.Id);

    public async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/.edge"))
        {
            await OwnAsync(context);
            return;
        }

        // The edge records this metric itself, with its own times.
        context.Features.Get<IHttpMetricsTagsFeature>()?.MetricsDisabled = true;
        var started = time.GetTimestamp();
        var request = ViewerRequests.Read(context, distribution.DefaultRootObject);
        using var span = EdgeTelemetry.StartViewer(request, context);
        var behavior = distribution.BehaviorFor(request.Path);
        var exchange = new Exchange
        {
            Context = context,
            Request = request,
            RequestId = identity.NewRequestId(),
            Behavior = behavior,
            Origin = _origins[behavior.OriginId],
            Span = span,
            IsExplained = options.Explain || span is not null,
        };
        await GuardedAsync(exchange, context.RequestAborted);
        EdgeTelemetry.Finished(span, context, request.Method, exchange.XCache, time.GetElapsedTime(started));
    }

    private async Task GuardedAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        try
        {
            await AnswerAsync(exchange, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.ViewerLeft(logger, exchange.Request.Method, exchange.Request.Path);
        }
        catch (Exception problem) when (!exchange.Context.Response.HasStarted)
        {
            // Boundary: for instance an origin's header that may not be written again.
            Log.Broke(logger, exchange.Request.Method, exchange.Request.Path, problem);
            exchange.Context.Response.Clear();
            var outcome = new Outcome(Outcome.Error, "error", problem.Message);
            await writer.ErrorPageAsync(exchange, StatusCodes.Status502BadGateway, problem.Message, outcome, cancellationToken);
        }
    }

    private Task AnswerAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var (behavior, request) = (exchange.Behavior, exchange.Request);
        if (Refusal.Of(behavior, request) is { } refusal)
            return writer.ErrorPageAsync(exchange, refusal.Status, refusal.Cause, new Outcome(Outcome.Error, "error", refusal.Cause), cancellationToken);
        return behavior.Functions is { } all ? functions.AnswerAsync(exchange, all, BehindFunctionsAsync, cancellationToken) : BehindFunctionsAsync(exchange, cancellationToken);
    }

    private Task BehindFunctionsAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var (behavior, request) = (exchange.Behavior, exchange.Request);
        if (behavior.CachePolicy.CachingDisabled)
            return passThrough.AnswerAsync(exchange, $"not cached: policy {behavior.CachePolicy.Name} switches caching off", cancellationToken);
        // K3: GET and HEAD always, OPTIONS if the behavior says so, others never.
        return request.Method is "GET" or "HEAD" || (request.Method == "OPTIONS" && behavior.CachedMethods.Contains("OPTIONS"))
            ? cached.AnswerAsync(exchange, cancellationToken)
            : passThrough.AnswerAsync(exchange, $"not cached: {request.Method} is passed through", cancellationToken);
    }

    /// <summary>Paths of the edge itself never go to the origin.</summary>
    private static async Task OwnAsync(HttpContext context)
    {
        var isHealth = context.Request.Path == OwnPaths + "health" && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
        context.Response.StatusCode = isHealth ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(isHealth ? """{"status":"ok"}""" : """{"status":"unknown path of the edge"}""", context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The viewer of {Method} {Path} left before the answer was complete")]
        public static partial void ViewerLeft(ILogger logger, string method, string path);

        [LoggerMessage(2, LogLevel.Error, "{Method} {Path} could not be answered")]
        public static partial void Broke(ILogger logger, string method, string path, Exception problem);
    }
}
