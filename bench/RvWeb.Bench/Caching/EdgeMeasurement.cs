using System.Diagnostics;
using System.Globalization;
using RvWeb.Bench.Runtime;

namespace RvWeb.Bench.Caching;

/// <summary>How fast a cache answers from its store, and what it does when much of it expires at once.</summary>
internal sealed class EdgeMeasurement(CountingOrigin origin, EdgeBenchOptions options, TimeProvider time)
{
    private const string Path = "/hit";
    private const int WarmUp = 2_000;

    // Filling what expires must be over before it does, and the load must have begun.
    private const int FilledPerSecond = 1_500;
    private static readonly TimeSpan LeadTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LoadTime = TimeSpan.FromSeconds(3);

    /// <summary>Hits one after another on one connection each, the caches in turn.</summary>
    public async Task<Times[]> LatencyAsync(IReadOnlyList<CacheProgram> caches, CancellationToken cancellationToken)
    {
        var viewers = await Task.WhenAll(caches.Select(cache => HttpConnection.OpenAsync(cache.Address, cancellationToken)));
        var requests = caches.Select(cache => Request(cache, Path)).ToArray();
        var times = caches.Select(_ => new Times()).ToArray();
        for (var i = -WarmUp; i < options.Hits; i++)
        {
            for (var at = 0; at < viewers.Length; at++)
            {
                var start = Stopwatch.GetTimestamp();
                await viewers[at].AskAsync(requests[at], cancellationToken);
                if (i >= 0)
                    times[at].Add(Stopwatch.GetElapsedTime(start));
            }
        }

        Array.ForEach(viewers, viewer => viewer.Dispose());
        return times;
    }

    /// <summary>Hits a second under wrk; each round asks the caches in turn. One round before them warms up: it is not counted.</summary>
    public async Task<double[][]> LoadAsync(IReadOnlyList<CacheProgram> caches, CancellationToken cancellationToken)
    {
        await RoundAsync(caches, cancellationToken);
        var rounds = new double[options.Rounds][];
        for (var round = 0; round < options.Rounds; round++)
            rounds[round] = await RoundAsync(caches, cancellationToken);
        return rounds;
    }

    private async Task<double[]> RoundAsync(IReadOnlyList<CacheProgram> caches, CancellationToken cancellationToken)
    {
        var perSecond = new double[caches.Count];
        for (var at = 0; at < caches.Count; at++)
            perSecond[at] = await Wrk.RunAsync(
                options.Wrk, new Uri(caches[at].Address, Path), options.Connections, options.Seconds, cancellationToken);
        return perSecond;
    }

    /// <summary>Fills the cache, lets many keys expire at one moment, and asks for them all the while.</summary>
    public async Task<Times> ExpiryAsync(CacheProgram cache, CancellationToken cancellationToken)
    {
        await FillAsync(cache, "/entry/", options.Entries, cancellationToken);
        var fillSeconds = 2 + (options.Expiring / FilledPerSecond);
        origin.ExpireIn(fillSeconds);
        await FillAsync(cache, "/expiring/", options.Expiring, cancellationToken);
        var begin = origin.Expiry - LeadTime - time.GetUtcNow();
        if (begin < TimeSpan.Zero)
            throw new InvalidOperationException($"--expiring {options.Expiring}: this machine needs more than {fillSeconds} s to fetch so many.");
        await Task.Delay(begin, time, cancellationToken);
        var times = await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(caller => AskAsync(cache, caller, cancellationToken)));
        return Times.Of(times);
    }

    private Task FillAsync(CacheProgram cache, string folder, int count, CancellationToken cancellationToken)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, options.Connections).Select(async _ =>
        {
            using var viewer = await HttpConnection.OpenAsync(cache.Address, cancellationToken);
            int key;
            while ((key = Interlocked.Increment(ref next)) < count)
                await viewer.AskAsync(Request(cache, Key(folder, key)), cancellationToken);
        }));
    }

    // Two callers each begin at one place, so that they meet at every key.
    private async Task<Times> AskAsync(CacheProgram cache, int caller, CancellationToken cancellationToken)
    {
        using var viewer = await HttpConnection.OpenAsync(cache.Address, cancellationToken);
        var times = new Times();
        var start = time.GetTimestamp();
        for (var key = caller / 2 * 2 * (options.Expiring / options.Connections); time.GetElapsedTime(start) < LoadTime; key++)
        {
            var request = Request(cache, Key("/expiring/", key % options.Expiring));
            var asked = Stopwatch.GetTimestamp();
            await viewer.AskAsync(request, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(asked));
        }

        return times;
    }

    private static string Key(string folder, int key) => string.Create(CultureInfo.InvariantCulture, $"{folder}{key}");

    private static byte[] Request(CacheProgram cache, string path) => HttpConnection.Request("GET", cache.Address, path, []);
}
