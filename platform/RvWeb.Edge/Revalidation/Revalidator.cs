using System.Collections.Concurrent;
using System.Threading.Channels;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Compression;
using RvWeb.Edge.Conditions;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Telemetry;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Revalidation;

/// <summary>
/// Fetches stale entries anew in the background, one fetch per key at a time (AWS does not say how many; our choice).
/// It owns every fetch it starts: stopping waits for them briefly, then cancels.
/// </summary>
internal sealed partial class Revalidator(
    MemoryStore store, CacheFiller filler, OriginRequests requests, OriginClient origin, EdgeOptions options, TimeProvider time,
    ILogger<Revalidator> logger)
    : BackgroundService
{
    private const int AtOnce = 64;
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, byte> _running = new(StringComparer.Ordinal);
    private readonly Channel<RevalidationJob> _jobs = Channel.CreateUnbounded<RevalidationJob>();

    /// <summary>How many keys are waiting for a new copy.</summary>
    public int Running => _running.Count;

    /// <summary>Asks for a new copy unless one is on its way or has just arrived; never waits.</summary>
    public void Trigger(string key, StoredAnswer stale, Exchange exchange)
    {
        if (!_running.TryAdd(key, 0))
            return;
        // A fetch that ended between the caller's look and this line has replaced the entry before it left.
        if (!ReferenceEquals(store.Get(key), stale) || !_jobs.Writer.TryWrite(Job(key, stale, exchange)))
            _running.TryRemove(key, out _);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _jobs.Writer.TryComplete();
        if (ExecuteTask is { } loop)
            await Task.WhenAny(loop, Task.Delay(Drain, time, cancellationToken));
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken };
        try
        {
            await Parallel.ForEachAsync(_jobs.Reader.ReadAllAsync(stoppingToken), bounds, async (job, token) => await RunAsync(job, token));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Log.Stopped(logger, _running.Count);
        }
    }

    private RevalidationJob Job(string key, StoredAnswer stale, Exchange exchange)
    {
        // A HEAD that meets a stale entry renews it all the same; its answer would have no body.
        var request = exchange.ToOrigin(requests, fillsCache: true, stale).Detached(exchange.IsHead ? "GET" : exchange.Request.Method);
        return new RevalidationJob(
            key, exchange.Began, exchange.Behavior, request, stale, exchange.Request.Headers.AcceptEncoding, exchange.Span?.Context ?? default);
    }

    private async Task RunAsync(RevalidationJob job, CancellationToken cancellationToken)
    {
        using var span = EdgeTelemetry.StartRevalidation(job.Request.PathAndQuery, job.Viewer);
        try
        {
            var isSettled = false;
            using (var result = await origin.SendAsync(job.Request, null, cancellationToken))
                isSettled = await KeepAsync(job, result, cancellationToken);
            if (isSettled)
                return;
            using var second = await origin.SendAsync(job.Request.Unconditional(), null, cancellationToken);
            await KeepAsync(job, second, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.Cancelled(logger, job.Request.PathAndQuery);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Boundary: one broken answer must not end the loop; the stale copy stays.
            Fail(job, StatusCodes.Status502BadGateway, problem.Message);
        }
        finally
        {
            _running.TryRemove(job.Key, out _);
        }
    }

    /// <returns>False if the origin spoke of another version than the stored one.</returns>
    private async Task<bool> KeepAsync(RevalidationJob job, OriginResult result, CancellationToken cancellationToken)
    {
        var isConfirmation = result.Status == StatusCodes.Status304NotModified && job.Request.Headers.IsConditional();
        if (isConfirmation && !Confirmation.Confirms(job.Stale, result.Answer!.Headers))
            return false;
        if (result.IsFailure || result.Status >= 500)
            Fail(job, result.Status, result.Failure?.Cause ?? $"the origin answered {result.Status}");
        else if (isConfirmation)
            filler.Renew(job.Key, job.Began, job.Behavior, job.Stale, result.Answer.Headers);
        else
            await ReplaceAsync(job, result.Answer, cancellationToken);
        return true;
    }

    /// <summary>
    /// A 4xx ends the stale copy (S10). Whether a 200 with no-store does is not documented; our choice: it takes its place.
    /// </summary>
    private async Task ReplaceAsync(RevalidationJob job, OriginAnswer answer, CancellationToken cancellationToken)
    {
        var plan = filler.Plan(job.Behavior, answer.Status, answer.Headers, answersRange: job.Request.Headers.Range.Count > 0);
        var coding = job.Request.Method != "GET" ? null
            : CompressionRules.Of(job.Behavior, job.AcceptEncoding, answer.Status, answer.Headers, answer.ContentLength).Coding;
        if (coding is not null)
            CompressedHeaders.Apply(answer.Headers, coding);
        if (await BodyAsync(answer, coding, plan.Times is null ? 0 : options.LargestCachedBody, cancellationToken) is { } whole)
            filler.Store(job.Key, job.Began, job.Behavior, plan, answer.Headers, whole, isCompressed: coding is not null);
        else
            store.Remove(job.Key);
    }

    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(
        OriginAnswer answer, ContentCoding? coding, long bound, CancellationToken cancellationToken)
    {
        if (coding is not null && bound > 0)
            return await CompressedBody.CopyAsync(answer, coding, null, bound, cancellationToken);
        var body = new BodyRecorder(answer.ContentLength, bound);
        return await body.CopyAsync(answer, null, cancellationToken) ? body.Whole() : null;
    }

    private void Fail(RevalidationJob job, int status, string cause)
    {
        filler.KeepAfterFailure(job.Key, job.Behavior, job.Stale, status);
        Log.Failed(logger, job.Request.PathAndQuery, cause, filler.ErrorCachingMinTtl(job.Behavior, status).TotalSeconds);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Revalidating {Path} failed, the stale copy stays and the next attempt waits {Seconds} s: {Cause}")]
        public static partial void Failed(ILogger logger, string path, string cause, double seconds);

        [LoggerMessage(3, LogLevel.Debug, "Stopped with {Count} revalidations not done")]
        public static partial void Stopped(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Debug, "Revalidating {Path} was cancelled by the shutdown")]
        public static partial void Cancelled(ILogger logger, string path);
    }
}
