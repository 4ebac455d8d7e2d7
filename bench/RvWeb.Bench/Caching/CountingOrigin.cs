using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RvWeb.Bench.Caching;

/// <summary>
/// An origin whose answers are 1 KB long and live for an hour; those below <c>/expiring/</c> all end at one moment, and how
/// often each was asked for since then is counted.
/// </summary>
internal sealed class CountingOrigin : IAsyncDisposable
{
    private static readonly byte[] Body = [.. Enumerable.Range(0, 1024).Select(at => (byte)('a' + (at % 26)))];

    private readonly ConcurrentDictionary<string, int> _again = new();
    private readonly WebApplication _app;

    private readonly TimeProvider _time;

    private CountingOrigin(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    /// <summary>When everything below <c>/expiring/</c> ends; whole seconds, for that is how exact a date in a header is.</summary>
    public DateTimeOffset Expiry { get; private set; } = DateTimeOffset.MaxValue;

    public Uri Address => new(_app.Urls.First());

    /// <summary>Fetches of each expired key, after the expiry.</summary>
    public IReadOnlyDictionary<string, int> FetchedAgain => _again;

    public static async Task<CountingOrigin> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var origin = new CountingOrigin(builder.Build(), time);
        origin._app.Run(origin.AnswerAsync);
        await origin._app.StartAsync(cancellationToken);
        return origin;
    }

    /// <summary>Lets everything below <c>/expiring/</c> that is asked for from now on end after about so many seconds.</summary>
    public void ExpireIn(int seconds) => Expiry = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds() + seconds);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var isExpired = _time.GetUtcNow() >= Expiry;
        var headers = context.Response.Headers;
        if (path.StartsWith("/expiring/", StringComparison.Ordinal) && !isExpired)
            headers.Expires = Expiry.ToString("r", CultureInfo.InvariantCulture);
        else
            headers.CacheControl = "max-age=3600";
        if (isExpired)
            _again.AddOrUpdate(path, 1, static (_, count) => count + 1);
        context.Response.ContentType = "text/plain";
        context.Response.ContentLength = Body.Length;
        return context.Response.Body.WriteAsync(Body, 0, Body.Length, context.RequestAborted);
    }
}
