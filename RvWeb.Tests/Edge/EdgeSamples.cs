using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;
using RvWeb.Edge.Viewer;

namespace RvWeb.Tests.Edge;

/// <summary>Small policies, behaviors and requests for the edge's tests.</summary>
internal static class EdgeSamples
{
    public static readonly DateTimeOffset Now = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);

    public static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    public static CachePolicy Policy(long min = 0, long usual = 86_400, long max = 31_536_000) =>
        new() { Name = "test", MinTtl = S(min), DefaultTtl = S(usual), MaxTtl = S(max) };

    public static Selection Names(SelectionMode mode, params string[] names) => new(mode, names, StringComparer.Ordinal);

    public static Selection HeaderNames(params string[] names) => new(SelectionMode.Whitelist, names, StringComparer.OrdinalIgnoreCase);

    public static Behavior Behavior(CachePolicy policy, OriginRequestPolicy? toOrigin = null) => new()
    {
        Pattern = PathPattern.Everything,
        OriginId = "app",
        AllowedMethods = new HashSet<string> { "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE" },
        CachedMethods = new HashSet<string> { "GET", "HEAD" },
        CachePolicy = policy,
        OriginRequestPolicy = toOrigin ?? OriginRequestPolicy.Nothing,
    };

    public static ViewerRequest Request(string path = "/", string query = "", string method = "GET", params (string Name, string Value)[] headers)
    {
        var dictionary = new HeaderDictionary();
        foreach (var (name, value) in headers)
            dictionary.Append(name, value);
        return new ViewerRequest { Method = method, Path = path, Query = query, Headers = dictionary };
    }

    public static OriginHeaders Origin(int status, params (string Name, string Value)[] headers) =>
        OriginHeaders.Read(status, Request(headers: headers).Headers);
}
