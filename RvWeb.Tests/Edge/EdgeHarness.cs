using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;
using RvWeb.Tests.Edge.Origins;

namespace RvWeb.Tests.Edge;

/// <summary>A real edge with one behavior before a real origin, both on free ports, with a clock that the test turns.</summary>
internal sealed class EdgeHarness : IAsyncDisposable
{
    private readonly RunningOrigin _origin;
    private readonly RunningEdge _edge;

    private EdgeHarness(RunningOrigin origin, RunningEdge edge) => (_origin, _edge) = (origin, edge);

    public FakeTimeProvider Clock => _edge.Clock;

    public HttpClient Viewer => _edge.Viewer;

    public int OriginPort => new Uri(_origin.Url).Port;

    public Uri HttpsAddress => _edge.HttpsAddress;

    public static async Task<EdgeHarness> StartAsync(
        RequestDelegate answer, CachePolicy? policy = null, OriginRequestPolicy? toOrigin = null, bool explain = true, long largest = 1 << 20,
        Func<Behavior, Behavior>? change = null, int pops = 1, int? httpsPort = null, CancellationToken cancellationToken = default)
    {
        var behavior = EdgeSamples.Behavior(policy ?? EdgeSamples.Policy(usual: 0), toOrigin);
        return await StartAsync(answer, change is null ? behavior : change(behavior), [new OriginDefinition { Id = "app" }], null, options => options with
        {
            HttpsPort = httpsPort,
            Explain = explain,
            LargestCachedBody = largest,
            Pops = pops,
        }, cancellationToken);
    }

    /// <param name="answer">Of the one server that stands for all origins.</param>
    /// <param name="behavior">The only one.</param>
    /// <param name="origins">Those of the distribution; those without a domain name too are found by id.</param>
    /// <param name="logs">By default none.</param>
    /// <param name="change">What else is said on the command line.</param>
    /// <param name="cancellationToken">The test is over.</param>
    public static async Task<EdgeHarness> StartAsync(
        RequestDelegate answer, Behavior behavior, IReadOnlyList<OriginDefinition> origins, Action<ILoggingBuilder>? logs,
        Func<EdgeOptions, EdgeOptions> change, CancellationToken cancellationToken)
    {
        var origin = await RunningOrigin.StartAsync(answer);
        var options = new EdgeOptions
        {
            Distribution = new Distribution
            {
                LogicalId = "Dist",
                Origins = origins,
                Behaviors = [behavior],
                ErrorCachingMinTtl = new Dictionary<int, TimeSpan>(),
                NotEmulated = [],
            },
            Origins = origins.ToDictionary(definition => definition.Id, definition => new LocalOrigin(definition, new Uri(origin.Url))),
            Port = 0,
        };
        return new EdgeHarness(origin, await RunningEdge.StartAsync(change(options), null, logs, cancellationToken));
    }

    public Task<EdgeReply> SendAsync(HttpMethod method, string path, HttpContent? body = null, params (string Name, string Value)[] headers) =>
        _edge.SendAsync(method, path, body, headers);

    public Task<EdgeReply> GetAsync(string path, params (string Name, string Value)[] headers) => _edge.GetAsync(path, headers);

    public Task StopOriginAsync() => _origin.StopAsync();

    public Task StopEdgeAsync() => _edge.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _edge.DisposeAsync();
        await _origin.DisposeAsync();
    }
}
