using Microsoft.AspNetCore.Http.Features;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Refusals;

namespace RvWeb.Edge.Viewer;

/// <summary>Requests in which the cache takes no part; bodies stream both ways.</summary>
internal sealed class PassThrough(OriginRequests requests, OriginClient origin, AnswerWriter writer)
{
    public async Task AnswerAsync(Exchange exchange, string reason, CancellationToken cancellationToken)
    {
        using var body = Body(exchange.Context);
        using var result = await origin.SendAsync(exchange.ToOrigin(requests, fillsCache: false), body, cancellationToken);
        if (body?.Fault is { } fault)
        {
            await writer.RefuseAsync(exchange, new Refusal(StatusCodes.Status400BadRequest, $"the request's body is malformed: {fault}"), cancellationToken);
            return;
        }

        exchange.Note = result.Note;
        if (exchange.IsReplaced(result.Status, result.Failure?.Cause ?? reason))
            return;
        if (result.IsFailure)
        {
            var failed = new Outcome(Outcome.Error, "error", result.Failure.Cause);
            await writer.ErrorPageAsync(exchange, result.Status, result.Failure.Cause, failed, cancellationToken);
            return;
        }

        var outcome = new Outcome(result.Status >= 400 ? Outcome.Error : Outcome.Miss, "bypass", reason);
        await writer.OriginAsync(exchange, result.Answer, outcome, keepUpTo: 0, cancellationToken);
    }

    private static ViewerBody? Body(HttpContext context)
    {
        var length = context.Request.ContentLength;
        // Over HTTP/2 a body need not be announced by any header.
        var hasBody = context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody;
        return hasBody || (length == 0 && HttpMethods.IsPost(context.Request.Method))
            ? new ViewerBody(context.Request.Body, length)
            : null;
    }
}
