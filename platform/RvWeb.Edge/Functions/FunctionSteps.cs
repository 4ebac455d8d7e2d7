using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using RvWeb.Edge.ErrorPages;
using RvWeb.Edge.Functions.Events;
using RvWeb.Edge.Functions.KeyValueStores;
using RvWeb.Edge.Functions.Scripts;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.ResponseHeaders;
using RvWeb.Edge.Telemetry;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Functions;

/// <summary>
/// Runs a behavior's functions around its answer: viewer-request before the cache key is made (K11), viewer-response on each
/// answer below 400, after the cache, so that no viewer gets what a function did to another's.
/// </summary>
internal sealed partial class FunctionSteps(
    EdgeOptions options, EdgeIdentity identity, KeyValueStoreSet stores, AnswerWriter writer, ViewerAnswerHeaders policies, TimeProvider time,
    ILogger<FunctionSteps> logger)
{
    private readonly FunctionOrigins _origins = new(options.Distribution.Origins, options.Origins);

    public async Task AnswerAsync(
        Exchange exchange, BehaviorFunctions functions, Func<Exchange, CancellationToken, Task> answer, CancellationToken cancellationToken)
    {
        if (options.Explain)
            exchange.Context.Response.OnStarting(() => Explain(exchange));
        if (functions.ViewerRequest is { } first && !await PassesAsync(exchange, first, cancellationToken))
            return;
        if (functions.ViewerResponse is not { } last)
        {
            await answer(exchange, cancellationToken);
            return;
        }

        var features = exchange.Context.Features;
        var body = new RewrittenBody(features.GetRequiredFeature<IHttpResponseBodyFeature>(), () => Rewrite(exchange, last), exchange.IsHead);
        features.Set<IHttpResponseBodyFeature>(body);
        await answer(exchange, cancellationToken);
        // An error that a custom page is to take the place of has not been answered yet.
        if (exchange.Substitute is null)
            await body.FinishAsync(cancellationToken);
    }

    private async Task<bool> PassesAsync(Exchange exchange, FunctionProgram program, CancellationToken cancellationToken)
    {
        var sent = RequestEvents.From(exchange.Request);
        var outcome = Run(exchange, program, Event(exchange, FunctionEvent.ViewerRequest, sent), (result, span) =>
        {
            if (result.Request is { } request)
                exchange.Request = RequestEvents.Apply(exchange.Request, sent, request);
            if (result.Response is { } response)
                Answer(exchange, program, response);
            if (result.Origin is { } origin)
                Change(exchange, program, origin, span);
        });
        if (outcome.Failure is { } failure)
            await writer.ErrorPageAsync(exchange, failure.Status, failure.Cause, new Outcome(failure.XCache, "error", failure.Cause), cancellationToken);
        else if (outcome.Response is { } response && response.Body is { Length: > 0 } body && !exchange.IsHead && HasBody(response.Status))
            await exchange.Context.Response.BodyWriter.WriteAsync(body, cancellationToken);
        return outcome.Request is not null;
    }

    /// <summary>A response of a viewer-request function goes to the viewer at once and is never cached (function-code-choose-purpose.html).</summary>
    private void Answer(Exchange exchange, FunctionProgram program, FunctionResponse returned)
    {
        var response = exchange.Context.Response;
        var headers = new HeaderDictionary();
        ResponseEvents.Apply(null, returned, headers);
        var outcome = new Outcome("FunctionGeneratedResponse from cloudfront", "function", $"function {program.Name} answered the request");
        writer.Begin(exchange, outcome);
        response.Headers.Server = "CloudFront";
        foreach (var (name, values) in headers)
            response.Headers[name] = values;
        policies.Complete(exchange, outcome);
        SetStatus(response, returned);
        if (HasBody(returned.Status))
            response.ContentLength = returned.Body?.Length ?? 0;
    }

    private void Change(Exchange exchange, FunctionProgram program, OriginChange change, Activity? span)
    {
        foreach (var remark in change.Remarks)
            Log.Remark(logger, program.Name, remark, exchange.RequestId);
        // Of an origin group only the first member is updated, the second stays; one that is selected stands alone.
        exchange.Failover = change.Selected is null ? exchange.Failover : change.Group;
        exchange.Origin = change.Settings.ApplyTo(change.Selected ?? exchange.Origin);
        span?.SetTag("cloudfront.function.origin", exchange.Origin.Id);
    }

    /// <returns>The body that replaces the answer's; null if that stays.</returns>
    private byte[]? Rewrite(Exchange exchange, FunctionProgram program)
    {
        var response = exchange.Context.Response;
        // Neither for errors of the origin nor for those of the edge, whatever status an error page has got.
        if (response.StatusCode >= StatusCodes.Status400BadRequest || exchange.XCache == Outcome.Error)
            return null;
        var sent = ResponseEvents.From(response.StatusCode, StatusText.Of(response.StatusCode), response.Headers);
        var source = Event(exchange, FunctionEvent.ViewerResponse, RequestEvents.From(exchange.Request)) with { Response = sent };
        var outcome = Run(exchange, program, source, (result, _) =>
        {
            if (result.Response is not { } returned)
                return;
            ResponseEvents.Apply(sent, returned, response.Headers);
            SetStatus(response, returned);
        });
        if (outcome.Failure is { } failure)
            return FailurePage(exchange, failure);
        if (outcome.Response!.Body is not { } body)
            return HasBody(response.StatusCode) ? null : [];
        response.ContentLength = HasBody(response.StatusCode) ? body.Length : null;
        return HasBody(response.StatusCode) ? body : [];
    }

    private byte[] FailurePage(Exchange exchange, FunctionFailure failure)
    {
        var response = exchange.Context.Response;
        Log.Failed(logger, failure.Cause, exchange.RequestId);
        response.Headers.Clear();
        var outcome = new Outcome(failure.XCache, "error", failure.Cause);
        writer.Begin(exchange, outcome);
        var html = ErrorPage.Html(failure.Status, ErrorPage.Reason(failure.Status), exchange.RequestId, options.Explain ? failure.Cause : null);
        var page = Encoding.UTF8.GetBytes(html);
        response.StatusCode = failure.Status;
        response.Headers.Server = "CloudFront";
        response.ContentType = "text/html";
        policies.Complete(exchange, outcome);
        response.ContentLength = page.Length;
        return page;
    }

    /// <summary>Runs a function and applies what it returned; what may not be applied makes the run a failure.</summary>
    private FunctionOutcome Run(Exchange exchange, FunctionProgram program, FunctionEvent source, Action<FunctionOutcome, Activity?> apply)
    {
        using var span = EdgeTelemetry.StartFunction(program.Name, source.EventType);
        var outcome = FunctionRunner.Run(new FunctionRun
        {
            Program = program,
            Event = source,
            Origins = _origins,
            Now = time.GetUtcNow(),
            Store = stores.Of(program.StoreId),
        });
        try
        {
            apply(outcome, span);
        }
        catch (InvalidResultException problem)
        {
            var cause = $"function {program.Name} ({source.EventType}) returned an invalid value: {problem.Message}";
            outcome = outcome with { Request = null, Response = null, Failure = FunctionFailure.Validation(cause) };
        }

        foreach (var line in outcome.Log)
            Log.Console(logger, program.Name, exchange.RequestId, line);
        EdgeTelemetry.FunctionDone(span, outcome.Utilization, outcome.Failure?.Cause);
        if (options.Explain)
            exchange.FunctionNotes += $"; function {program.Name} ({source.EventType}) used {outcome.Utilization} of 100 (our measure)";
        return outcome;
    }

    private FunctionEvent Event(Exchange exchange, string eventType, FunctionRequest request) => new()
    {
        EventType = eventType,
        DistributionDomainName = identity.DomainName,
        DistributionId = options.Distribution.LogicalId,
        RequestId = exchange.RequestId,
        ViewerIp = exchange.Request.ClientAddress,
        Request = request,
        Location = EdgeIdentity.Pop[..3],
    };

    private static Task Explain(Exchange exchange)
    {
        var headers = exchange.Context.Response.Headers;
        headers["X-Edge-Explain"] = headers["X-Edge-Explain"].ToString() + exchange.FunctionNotes;
        return Task.CompletedTask;
    }

    private static void SetStatus(HttpResponse response, FunctionResponse returned)
    {
        response.StatusCode = returned.Status;
        if (returned.Description is { Length: > 0 } description)
            response.HttpContext.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = description;
    }

    private static bool HasBody(int status) => status is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "function {Function} (request id {RequestId}): {Line}")]
        public static partial void Console(ILogger logger, string function, string requestId, string line);

        [LoggerMessage(2, LogLevel.Warning, "{Cause} (request id {RequestId})")]
        public static partial void Failed(ILogger logger, string cause, string requestId);

        [LoggerMessage(3, LogLevel.Warning, "function {Function}: {Remark} (request id {RequestId})")]
        public static partial void Remark(ILogger logger, string function, string remark, string requestId);
    }
}
