using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;

namespace RvWeb.Tests.Edge;

/// <summary>A real edge before a real origin, both on free ports, with a clock that the test turns.</summary>
internal sealed class EdgeHarness : IAsyncDisposable
{
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly WebApplication _origin;
    private readonly WebApplication _edge;

    private EdgeHarness(WebApplication origin, WebApplication edge, FakeTimeProvider clock)
    {
        (_origin, _edge, Clock) = (origin, edge, clock);
        Viewer = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, UseProxy = false, ActivityHeadersPropagator = null })
        {
            BaseAddress = new Uri(edge.Urls.First()),
        };
    }

    public FakeTimeProvider Clock { get; }

    public HttpClient Viewer { get; }

    public int OriginPort => new Uri(_origin.Urls.First()).Port;

    /// <summary>There if the test opened an HTTPS port.</summary>
    public Uri HttpsAddress => new(_edge.Urls.First(url => url.StartsWith("https:", StringComparison.Ordinal)));

    public static async Task<EdgeHarness> StartAsync(
        RequestDelegate answer, CachePolicy? policy = null, OriginRequestPolicy? toOrigin = null, bool explain = true, long largest = 1 << 20,
        Func<Behavior, Behavior>? change = null, int pops = 1, int? httpsPort = null, CancellationToken cancellationToken = default)
    {
        var origin = await OriginAsync(answer, cancellationToken);
        var clock = new FakeTimeProvider(EdgeSamples.Now);
        var edge = EdgeApplication.Build(
            Options(new Uri(origin.Urls.First()), policy, toOrigin, explain, largest, change, pops, httpsPort), clock, _ => { });
        await edge.StartAsync(cancellationToken);
        return new EdgeHarness(origin, edge, clock);
    }

    public async Task<EdgeReply> SendAsync(HttpMethod method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Viewer.BaseAddress!.GetLeftPart(UriPartial.Authority) + path, Verbatim)) { Content = body };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Viewer.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var all = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new EdgeReply((int)response.StatusCode, text, all);
    }

    public Task<EdgeReply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task StopOriginAsync() => _origin.StopAsync(TestContext.Current.CancellationToken);

    public Task StopEdgeAsync() => _edge.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Viewer.Dispose();
        await _edge.StopAsync(CancellationToken.None);
        await _edge.DisposeAsync();
        await _origin.DisposeAsync();
    }

    private static async Task<WebApplication> OriginAsync(RequestDelegate answer, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            // The edge's limits are on trial, not the origin's.
            kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        });
        var origin = builder.Build();
        origin.Run(answer);
        await origin.StartAsync(cancellationToken);
        return origin;
    }

    private static EdgeOptions Options(
        Uri url, CachePolicy? policy, OriginRequestPolicy? toOrigin, bool explain, long largest, Func<Behavior, Behavior>? change, int pops, int? httpsPort)
    {
        var origin = new OriginDefinition { Id = "app" };
        var behavior = EdgeSamples.Behavior(policy ?? EdgeSamples.Policy(usual: 0), toOrigin);
        return new EdgeOptions
        {
            Distribution = new Distribution
            {
                LogicalId = "Dist",
                Origins = [origin],
                Behaviors = [change is null ? behavior : change(behavior)],
                ErrorCachingMinTtl = new Dictionary<int, TimeSpan>(),
                NotEmulated = [],
            },
            Origins = new Dictionary<string, LocalOrigin> { ["app"] = new(origin, url) },
            Port = 0,
            HttpsPort = httpsPort,
            Explain = explain,
            LargestCachedBody = largest,
            Pops = pops,
        };
    }
}
