using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace RvWeb.ServiceDefaults.EdgeCache;

/// <summary>The edge-cache times of an endpoint; found in its metadata.</summary>
public sealed class EdgeCachePolicy
{
    internal EdgeCachePolicy(TimeSpan maxAge, TimeSpan staleWhileRevalidate, TimeSpan? staleIfError)
    {
        CacheControl = $"max-age={Seconds(maxAge, nameof(maxAge))}, "
            + $"stale-while-revalidate={Seconds(staleWhileRevalidate, nameof(staleWhileRevalidate))}";
        if (staleIfError is { } window)
            CacheControl += $", stale-if-error={Seconds(window, nameof(staleIfError))}";
    }

    /// <summary>The <c>Cache-Control</c> value that successful answers carry.</summary>
    public string CacheControl { get; }

    internal Task Apply(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode < StatusCodes.Status400BadRequest
            && response.Headers.SetCookie.Count == 0
            && response.Headers.CacheControl.Count == 0)
            response.Headers.CacheControl = CacheControl;
        return Task.CompletedTask;
    }

    private static string Seconds(TimeSpan time, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        if (time.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new ArgumentOutOfRangeException(name, time, "Cache-Control counts whole seconds.");
        return ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }
}
