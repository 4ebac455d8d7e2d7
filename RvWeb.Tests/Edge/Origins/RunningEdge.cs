using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Secrets;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Signing;
using RvWeb.Edge.Template;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>A real edge on a free port that serves a template, before whatever origins a test has.</summary>
internal sealed class RunningEdge : IAsyncDisposable
{
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly WebApplication _edge;

    private RunningEdge(WebApplication edge, FakeTimeProvider clock)
    {
        (_edge, Clock) = (edge, clock);
        Viewer = new HttpClient(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
        })
        {
            BaseAddress = new Uri(edge.Urls.First()),
        };
    }

    public FakeTimeProvider Clock { get; }

    public HttpClient Viewer { get; }

    public T Service<T>()
        where T : notnull => _edge.Services.GetRequiredService<T>();

    /// <summary>There if the test opened an HTTPS port.</summary>
    public Uri HttpsAddress => new(_edge.Urls.First(url => url.StartsWith("https:", StringComparison.Ordinal)));

    /// <param name="template">The template's text.</param>
    /// <param name="origins">As after <c>--origin</c>.</param>
    /// <param name="clock">By default one that a test turns.</param>
    /// <param name="key">Signs origin requests.</param>
    /// <param name="explain">As on the command line.</param>
    /// <param name="secrets">As after <c>--secret</c>.</param>
    public static Task<RunningEdge> StartAsync(
        string template, IReadOnlyList<string> origins, FakeTimeProvider? clock = null, SigningKey? key = null, bool explain = true,
        SecretValues? secrets = null)
    {
        var parsed = CloudFormationTemplate.Parse(template);
        return StartAsync(new DistributionReader(parsed, [parsed], secrets).Read("Dist"), origins, clock, key, explain);
    }

    /// <param name="distribution">What is served.</param>
    /// <param name="origins">As after <c>--origin</c>.</param>
    /// <param name="clock">By default one that a test turns.</param>
    /// <param name="key">Signs origin requests.</param>
    /// <param name="explain">As on the command line.</param>
    /// <param name="stores">Data files of key value stores.</param>
    public static Task<RunningEdge> StartAsync(
        Distribution distribution, IReadOnlyList<string> origins, FakeTimeProvider? clock = null, SigningKey? key = null, bool explain = true,
        IReadOnlyDictionary<string, string>? stores = null)
    {
        var options = new EdgeOptions
        {
            Distribution = distribution,
            Origins = OriginMapping.Map(distribution, origins),
            Port = 0,
            SigningKey = key,
            KeyValueStores = stores ?? new Dictionary<string, string>(),
            Explain = explain,
        };
        return StartAsync(options, clock, null, TestContext.Current.CancellationToken);
    }

    public static async Task<RunningEdge> StartAsync(
        EdgeOptions options, FakeTimeProvider? clock, Action<ILoggingBuilder>? logs, CancellationToken cancellationToken)
    {
        clock ??= new FakeTimeProvider(EdgeSamples.Now);
        var edge = EdgeApplication.Build(options, clock, logs ?? (_ => { }));
        await edge.StartAsync(cancellationToken);
        return new RunningEdge(edge, clock);
    }

    public Task StopAsync() => _edge.StopAsync(TestContext.Current.CancellationToken);

    public Task<EdgeReply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

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

    public async ValueTask DisposeAsync()
    {
        Viewer.Dispose();
        await _edge.StopAsync(CancellationToken.None);
        await _edge.DisposeAsync();
    }
}
