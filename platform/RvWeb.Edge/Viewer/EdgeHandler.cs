using Microsoft.AspNetCore.Http.Features;
using RvWeb.Edge.Control;
using RvWeb.Edge.EdgeLocations;
using RvWeb.Edge.ErrorPages;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Https;
using RvWeb.Edge.Refusals;
using RvWeb.Edge.Telemetry;
using RvWeb.Edge.Template;
using RvWeb.Edge.ViewerFacts;

namespace RvWeb.Edge.Viewer;

/// <summary>The door of the edge: one viewer request in, one answer out.</summary>
internal sealed partial class EdgeHandler(
    Distribution distribution, EdgeIdentity identity, PopDirectory pops, OwnDoors own, PassThrough passThrough, AnswerWriter writer,
    FunctionSteps functions, FactsForOrigins facts, HttpsDoor https, EdgeOptions options, TimeProvider time, ILogger<EdgeHandler> logger)
{
    private readonly Dictionary<string, OriginDefinition> _origins = distribution.Origins.ToDictionary(origin => origin.Id);

    public async Task HandleAsync(HttpContext context)
    {
        if (own.For(context.Request) is { } door)
        {
            await door(context);
            return;
        }

        if (pops.For(context.Request.Headers) is not { } location)
        {
            await own.UnknownPopAsync(context);
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
            Location = location,
            Request = request,
            RequestId = identity.NewRequestId(),
            Behavior = behavior,
            Origin = _origins[behavior.OriginId],
            Failover = behavior.Failover,
            ErrorPages = distribution.ErrorPages,
            Span = span,
            Facts = facts,
            Time = time,
            Started = started,
            IsExplained = options.Explain || span is not null,
        };
        await GuardedAsync(exchange, context.RequestAborted);
        location.Requests.Count(exchange.XCache);
        EdgeTelemetry.Finished(span, context, request.Method, exchange.XCache, time.GetElapsedTime(started));
    }

    private async Task GuardedAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        try
        {
            await AnswerAsync(exchange, cancellationToken);
            if (exchange.Substitute is { } substitute)
                await ErrorAsync(exchange, substitute, cancellationToken);
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
        if (MalformedFields.Of(exchange.Context.Request) is { } malformed)
            return writer.RefuseAsync(exchange, malformed, cancellationToken);
        if (Refusal.Of(behavior, request) is { } refusal)
            return exchange.IsReplaced(refusal.Status, refusal.Cause) ? Task.CompletedTask : writer.RefuseAsync(exchange, refusal, cancellationToken);
        if (!https.IsSecure(exchange.Context)
            && ProtocolRule.StatusOnPlainHttp(behavior.ViewerProtocolPolicy, request.Method, exchange.Context.Request.Protocol) is { } status)
            return OnPlainHttpAsync(exchange, status, cancellationToken);
        facts.AddForKey(behavior, exchange.Context, request);
        if (behavior.Functions is not { } all)
            return BehindFunctionsAsync(exchange, cancellationToken);
        // A function sees what the edge knows of the viewer, whether the key or only the origin request names it.
        facts.AddForOrigin(behavior, exchange.Context, request);
        return functions.AnswerAsync(exchange, all, BehindFunctionsAsync, cancellationToken);
    }

    private Task BehindFunctionsAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var (behavior, request) = (exchange.Behavior, exchange.Request);
        if (behavior.CachePolicy.CachingDisabled)
            return passThrough.AnswerAsync(exchange, $"not cached: policy {behavior.CachePolicy.Name} switches caching off", cancellationToken);
        // K3: GET and HEAD always, OPTIONS if the behavior says so, others never.
        return request.Method is "GET" or "HEAD" || (request.Method == "OPTIONS" && behavior.CachedMethods.Contains("OPTIONS"))
            ? exchange.Location.Answers.AnswerAsync(exchange, cancellationToken)
            : passThrough.AnswerAsync(exchange, $"not cached: {request.Method} is passed through", cancellationToken);
    }

    private Task OnPlainHttpAsync(Exchange exchange, int status, CancellationToken cancellationToken)
    {
        if (status == StatusCodes.Status403Forbidden)
            return writer.RefuseAsync(exchange, new Refusal(status, $"behavior '{exchange.Behavior.Pattern}' takes no plain HTTP"), cancellationToken);
        var location = ProtocolRule.Location(exchange.Context.Request.Host, https.Port, ViewerRequests.Target(exchange.Context));
        return writer.RedirectAsync(exchange, status, location, cancellationToken);
    }

    /// <summary>The page of an error is asked for like any path: of its own behavior, cached by that behavior's policy (E7).</summary>
    private async Task ErrorAsync(Exchange failed, ErrorSubstitute substitute, CancellationToken cancellationToken)
    {
        var behavior = distribution.BehaviorFor(substitute.Page.Path);
        var exchange = new Exchange
        {
            Context = failed.Context,
            Request = PageRequest.Of(failed.Request, substitute.Page.Path),
            RequestId = failed.RequestId,
            Behavior = behavior,
            Origin = _origins[behavior.OriginId],
            Failover = behavior.Failover,
            Location = failed.Location,
            Replaces = substitute,
            Span = failed.Span,
            Facts = failed.Facts,
            Time = failed.Time,
            Started = failed.Started,
            IsExplained = failed.IsExplained,
        };
        await AnswerAsync(exchange, cancellationToken);
        failed.XCache = exchange.XCache;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The viewer of {Method} {Path} left before the answer was complete")]
        public static partial void ViewerLeft(ILogger logger, string method, string path);

        [LoggerMessage(2, LogLevel.Error, "{Method} {Path} could not be answered")]
        public static partial void Broke(ILogger logger, string method, string path, Exception problem);
    }
}
