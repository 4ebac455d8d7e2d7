using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;
using static RvWeb.Tests.Edge.Functions.FunctionSamples;

namespace RvWeb.Tests.Edge.Functions;

/// <summary>A real edge with functions before a real origin that says what it got.</summary>
internal sealed class FunctionEdge : IAsyncDisposable
{
    private readonly WebApplication _origin;
    private readonly WebApplication _edge;
    private readonly HttpClient _viewer;

    private FunctionEdge(WebApplication origin, WebApplication edge)
    {
        (_origin, _edge) = (origin, edge);
        _viewer = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { BaseAddress = new Uri(edge.Urls.First()) };
    }

    public HttpClient Viewer => _viewer;

    public static async Task<FunctionEdge> StartAsync(
        RequestDelegate answer, string? onRequest = null, string? onResponse = null, CachePolicy? policy = null, OriginRequestPolicy? toOrigin = null,
        Action<ILoggingBuilder>? logs = null, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var origin = builder.Build();
        origin.Run(answer);
        await origin.StartAsync(cancellationToken);
        var url = new Uri(origin.Urls.First());
        var edge = EdgeApplication.Build(Options(url, onRequest, onResponse, policy, toOrigin), new FakeTimeProvider(EdgeSamples.Now), logs ?? (_ => { }));
        await edge.StartAsync(cancellationToken);
        return new FunctionEdge(origin, edge);
    }

    public async Task<EdgeReply> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _viewer.SendAsync(request, TestContext.Current.CancellationToken);
        var all = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new EdgeReply((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), all);
    }

    public Task<EdgeReply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

    public Task StopAsync() => _edge.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _viewer.Dispose();
        await _edge.StopAsync(CancellationToken.None);
        await _edge.DisposeAsync();
        await _origin.DisposeAsync();
    }

    /// <summary>Both origins are the same server; "backup" has a path of its own, and "other.example.com" is for functions only.</summary>
    private static EdgeOptions Options(Uri url, string? onRequest, string? onResponse, CachePolicy? policy, OriginRequestPolicy? toOrigin)
    {
        OriginDefinition[] origins = [new() { Id = "app", DomainName = "app.example.com" }, new() { Id = "backup", Path = "/backup", CustomHeaders = new Dictionary<string, string> { ["X-Backup"] = "yes" } }];
        var functions = new BehaviorFunctions(onRequest is null ? null : Program(onRequest), onResponse is null ? null : Program(onResponse));
        return new EdgeOptions
        {
            Distribution = new Distribution
            {
                LogicalId = "Dist",
                Origins = origins,
                Behaviors = [EdgeSamples.Behavior(policy ?? EdgeSamples.Policy(usual: 60), toOrigin) with { Functions = functions }],
                ErrorCachingMinTtl = new Dictionary<int, TimeSpan>(),
                NotEmulated = [],
            },
            Origins = origins.Append(new OriginDefinition { Id = "other.example.com" }).ToDictionary(origin => origin.Id, origin => new LocalOrigin(origin, url)),
            Port = 0,
            Explain = true,
        };
    }
}
