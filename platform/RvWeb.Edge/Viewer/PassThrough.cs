using Microsoft.AspNetCore.Http.Features;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Refusals;
using RvWeb.Edge.Signing;

namespace RvWeb.Edge.Viewer;

/// <summary>Requests in which the cache takes no part; bodies stream both ways.</summary>
internal sealed class PassThrough(OriginRequests requests, OriginClient origin, AnswerWriter writer)
{
    public async Task AnswerAsync(Exchange exchange, string reason, CancellationToken cancellationToken)
    {
        if (!exchange.Behavior.HashesBodies || !HashedBody.IsOf(exchange.Request.Method))
        {
            using var body = Body(exchange.Context);
            await AnswerAsync(exchange, reason, exchange.ToOrigin(requests, fillsCache: false), body, cancellationToken);
            return;
        }

        if (await ReadAsync(exchange, cancellationToken) is not { } hashed)
            return;
        if (hashed.IsTruncated)
        {
            using var refusal = HashedBody.TooLarge(exchange.Origin, exchange.Time);
            var outcome = new Outcome(HashedBody.XCache, "bypass", $"the Lambda@Edge function that hashes bodies refuses more than {HashedBody.Most} bytes");
            await writer.OriginAsync(exchange, refusal, outcome, keepUpTo: 0, cancellationToken);
            return;
        }

        using var whole = hashed.ToOrigin();
        var request = exchange.ToOrigin(requests, fillsCache: false);
        request.Headers[PayloadRule.Header] = hashed.Hash;
        await AnswerAsync(exchange, reason, request, whole, cancellationToken);
    }

    private async Task<HashedBody?> ReadAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        try
        {
            return await HashedBody.ReadAsync(exchange.Context.Request.Body, cancellationToken);
        }
        catch (BadHttpRequestException problem)
        {
            await RefuseAsync(exchange, problem.Message, cancellationToken);
            return null;
        }
    }

    private Task RefuseAsync(Exchange exchange, string fault, CancellationToken cancellationToken) =>
        writer.RefuseAsync(exchange, new Refusal(StatusCodes.Status400BadRequest, $"the request's body is malformed: {fault}"), cancellationToken);

    private async Task AnswerAsync(Exchange exchange, string reason, OriginRequest request, ViewerBody? body, CancellationToken cancellationToken)
    {
        using var result = await origin.SendAsync(request, body, cancellationToken);
        if (body?.Fault is { } fault)
        {
            await RefuseAsync(exchange, fault, cancellationToken);
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
