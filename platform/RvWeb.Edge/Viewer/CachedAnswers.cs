using RvWeb.Edge.Cache;
using RvWeb.Edge.Compression;
using RvWeb.Edge.Conditions;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Ranges;
using RvWeb.Edge.Revalidation;
using RvWeb.Edge.Warnings;

namespace RvWeb.Edge.Viewer;

/// <summary>Answers cacheable requests: from the store, or from the origin, filling the store.</summary>
internal sealed class CachedAnswers(
    MemoryStore store, RequestCollapsing collapsing, CacheFiller filler, OriginRequests requests, OriginClient origin,
    Revalidator revalidator, CachedVariants variants, PartEntries parts, AnswerWriter writer, Accidents accidents, EdgeOptions options, TimeProvider time)
{
    public async Task AnswerAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var wholeKey = CacheKey.Of(exchange.Behavior.CachePolicy, exchange.Request);
        exchange.Key = wholeKey;
        var asksForRange = exchange.Request.Headers.Range.Count > 0;
        // Collapsing is off when cookies are forwarded (CUS); a HEAD fills nothing that others could wait for.
        var alone = exchange.IsHead || exchange.Behavior.ForwardsCookies;
        while (true)
        {
            exchange.Began = filler.Moment;
            var key = asksForRange ? parts.Choose(exchange, wholeKey) : wholeKey;
            var stored = store.Get(key);
            var decision = CacheDecision.For(stored?.Times, time.GetUtcNow());
            if (stored is not null && decision.Verdict is not (Verdict.Miss or Verdict.Expired))
            {
                await FromStoreAsync(exchange, key, stored, decision, cancellationToken);
                return;
            }

            // It has gone since it was chosen: another look finds something else.
            if (exchange.Part is { IsLarger: true })
                continue;
            if (stored is null && variants.Find(exchange) is { } variant)
            {
                await FromStoreAsync(exchange, variant.Key, variant.Stored, variant.Decision, cancellationToken);
                return;
            }

            if (alone || exchange.Part is { IsKept: false })
            {
                await FetchAsync(exchange, key, stored, decision, null, cancellationToken);
                return;
            }

            var flight = collapsing.Join(key, out var leads);
            if (!leads)
            {
                alone = !await flight.WaitAsync(cancellationToken);
                continue;
            }

            try
            {
                // An earlier leader may have landed between the look and the lead.
                if (!ReferenceEquals(store.Get(key), stored))
                    continue;
                using var patience = new Patience(flight, cancellationToken);
                await FetchAsync(exchange, key, stored, decision, flight, patience.Token);
                return;
            }
            finally
            {
                flight.Land(shared: true);
            }
        }
    }

    private async Task FromStoreAsync(
        Exchange exchange, string key, StoredAnswer stored, CacheDecision decision, CancellationToken cancellationToken)
    {
        var isFresh = decision.Verdict == Verdict.Hit;
        if (exchange.IsReplaced(stored.Status, stored.GeneratedCause ?? stored.Reason))
            return;
        stored.Uses.Add();
        if (decision.Verdict == Verdict.StaleWhileRevalidate)
            revalidator.Trigger(key, stored, exchange);
        // A stale answer is a RefreshHit: observed, not documented (spec, section 2.2).
        var xCache = stored.Status >= 400 ? Outcome.Error : isFresh ? Outcome.Hit : Outcome.RefreshHit;
        var reason = !exchange.IsExplained ? "" : isFresh ? $"{decision.Reason}; {stored.Reason}" : decision.Reason;
        await writer.StoredAsync(exchange, stored, new Outcome(xCache, isFresh ? "hit" : "stale", reason, Times(decision)), cancellationToken);
    }

    private async Task FetchAsync(
        Exchange exchange, string key, StoredAnswer? stored, CacheDecision decision, RequestCollapsing.Flight? flight,
        CancellationToken cancellationToken)
    {
        var request = exchange.ToOrigin(requests, fillsCache: true, exchange.IsHead ? null : stored);
        using var result = await AskAsync(request, stored, cancellationToken);
        exchange.Note = result.Note;
        var standIn = stored ?? exchange.Part?.ExpiredWhole;
        if (result.Status >= 500 && standIn is { Status: < 400 } && CacheDecision.MayServeOnError(standIn.Times, time.GetUtcNow()))
            await StaleOnErrorAsync(exchange, key, standIn, CacheDecision.For(standIn.Times, time.GetUtcNow()), result, flight, cancellationToken);
        else if (result.IsFailure)
            await FailedAsync(exchange, key, result.Failure, flight, cancellationToken);
        else if (result.Status == StatusCodes.Status304NotModified && stored is not null && request.Headers.IsConditional())
            await RenewedAsync(exchange, key, stored, result.Answer, flight, cancellationToken);
        else
            await FreshAsync(exchange, key, decision, result.Answer, flight, cancellationToken);
    }

    /// <summary>A 304 that speaks of another version than the stored one is no answer: the origin is asked for everything.</summary>
    private async Task<OriginResult> AskAsync(OriginRequest request, StoredAnswer? stored, CancellationToken cancellationToken)
    {
        var result = await origin.SendAsync(request, null, cancellationToken);
        if (stored is null || result.Status != StatusCodes.Status304NotModified || Confirmation.Confirms(stored, result.Answer!.Headers))
            return result;
        result.Dispose();
        return await origin.SendAsync(request.Unconditional(), null, cancellationToken);
    }

    private Task StaleOnErrorAsync(
        Exchange exchange, string key, StoredAnswer stored, CacheDecision decision, OriginResult result,
        RequestCollapsing.Flight? flight, CancellationToken cancellationToken)
    {
        var kept = filler.KeepAfterFailure(key, exchange.Behavior, stored, result.Status);
        flight?.Land(shared: true);
        var cause = result.Failure?.Cause ?? $"the origin answered {result.Status}";
        var outcome = new Outcome(Outcome.RefreshHit, "stale", $"{decision.Reason}; served because {cause}", Times(decision));
        return writer.StoredAsync(exchange, kept, outcome, cancellationToken);
    }

    private Task FailedAsync(
        Exchange exchange, string key, OriginFailure failure, RequestCollapsing.Flight? flight, CancellationToken cancellationToken)
    {
        if (!exchange.IsHead)
            filler.StoreFailure(key, exchange.Began, exchange.Behavior, failure);
        flight?.Land(shared: true);
        if (exchange.IsReplaced(failure.Status, failure.Cause))
            return Task.CompletedTask;
        var outcome = new Outcome(Outcome.Error, "error", failure.Cause);
        return writer.ErrorPageAsync(exchange, failure.Status, failure.Cause, outcome, cancellationToken);
    }

    private Task RenewedAsync(
        Exchange exchange, string key, StoredAnswer stored, OriginAnswer answer, RequestCollapsing.Flight? flight,
        CancellationToken cancellationToken)
    {
        var renewed = filler.Renew(key, exchange.Began, exchange.Behavior, stored, answer.Headers);
        flight?.Land(shared: renewed.Times.Lifetime > TimeSpan.Zero);
        var times = new AnswerTimes(TimeSpan.Zero, renewed.Times.Lifetime, renewed.Times.RevalidateUntil - renewed.Times.Lifetime);
        var outcome = new Outcome(Outcome.RefreshHit, "refresh", $"the origin confirmed the expired copy; {renewed.Reason}", times);
        return writer.StoredAsync(exchange, renewed, outcome, cancellationToken);
    }

    private async Task FreshAsync(
        Exchange exchange, string key, CacheDecision decision, OriginAnswer answer, RequestCollapsing.Flight? flight,
        CancellationToken cancellationToken)
    {
        var isPart = answer.Status == StatusCodes.Status206PartialContent && exchange.Part is { IsKept: true };
        if (exchange.Part is { } part && !isPart)
            key = part.WholeKey;
        var plan = filler.Plan(exchange.Behavior, answer.Status, answer.Headers, answersRange: isPart);
        accidents.LookAt(exchange.Behavior, exchange.Request, plan);
        if (exchange.IsReplaced(answer.Status, $"the origin answered so; {plan.Reason}"))
        {
            if (!exchange.IsHead)
                filler.StoreError(key, exchange.Began, exchange.Behavior, plan, $"the origin answered {answer.Status}");
            flight?.Land(shared: plan.Times?.Lifetime > TimeSpan.Zero);
            return;
        }

        var compression = Compression(exchange, answer);
        var isKept = plan.Times is not null && !exchange.IsHead && !(answer.ContentLength > options.LargestCachedBody);
        // S10, E6: an answer that is not kept still ends what was stored; one about a range says nothing of the whole.
        if (!isKept && !exchange.IsHead && (exchange.Part is null || answer.Status is not (206 or 416)))
            store.Remove(key);
        if (!isKept)
            flight?.Land(shared: false);
        var outcome = new Outcome(
            answer.Status >= 400 ? Outcome.Error : Outcome.Miss,
            "miss",
            Sentence(decision.Reason, plan.Reason + Explanation.NotKept(exchange, plan, answer, options.LargestCachedBody), compression.Reason));
        var body = await writer.OriginAsync(exchange, answer, outcome, isKept ? options.LargestCachedBody : 0, cancellationToken, compression.Coding);
        if (isKept && body is { } whole)
            filler.Store(key, exchange.Began, exchange.Behavior, plan, answer.Headers, whole, isCompressed: compression.Coding is not null);
        // Followers of an answer without lifetime ask for themselves (CUS, traffic spikes).
        flight?.Land(shared: body is not null && plan.Times?.Lifetime > TimeSpan.Zero);
    }

    /// <summary>Compresses what a GET brings in (CMP); a HEAD brings nothing.</summary>
    private static CompressionChoice Compression(Exchange exchange, OriginAnswer answer)
    {
        if (exchange.Request.Method != "GET")
            return CompressionChoice.Off;
        var choice = CompressionRules.Of(
            exchange.Behavior, exchange.Request.Headers.AcceptEncoding, answer.Status, answer.Headers, answer.ContentLength);
        if (choice.Coding is { } coding)
            CompressedHeaders.Apply(answer.Headers, coding);
        return choice;
    }

    private static string Sentence(params string[] reasons) => string.Join("; ", reasons.Where(reason => reason.Length > 0));

    private static AnswerTimes Times(CacheDecision decision) => new(decision.Age, decision.Lifetime, decision.StaleWindow);
}
