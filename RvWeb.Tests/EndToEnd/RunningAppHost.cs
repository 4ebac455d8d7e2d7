using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RvWeb.Tests.EndToEnd;

/// <summary>The AppHost as <c>dotnet run --project RvWeb.AppHost</c> starts it, on its own ports or on free ones.</summary>
public sealed partial class RunningAppHost : IAsyncLifetime
{
    private readonly string[] _arguments;
    private BuiltProgram _program = null!;

    public RunningAppHost()
        : this([])
    {
    }

    internal RunningAppHost(string[] arguments) => _arguments = arguments;

    public IReadOnlyDictionary<string, Uri> Addresses { get; private set; } = null!;

    /// <summary>What it wrote until all was healthy.</summary>
    public IReadOnlyList<string> Lines { get; private set; } = [];

    public HttpClient Client { get; } = new(new SocketsHttpHandler { ActivityHeadersPropagator = null, UseProxy = false });

    /// <summary>The trace of the very first request, which met no environment.</summary>
    public string ColdTraceId { get; } = ActivityTraceId.CreateRandom().ToHexString();

    public int Id => _program.Id;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        _program = new BuiltProgram(BuiltProgram.PathOf("RvWeb.AppHost"), _arguments);
        Lines = await _program.LinesUntilAsync("healthy after", cancellationToken).WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        Assert.Contains(Lines, line => line.StartsWith("all healthy after", StringComparison.Ordinal));
        Addresses = Lines.Select(line => AddressLine().Match(line)).Where(match => match.Success)
            .ToDictionary(match => match.Groups[1].Value, match => new Uri(match.Groups[2].Value));

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Addresses["edge"], "/hello?cold"));
        request.Headers.Add("traceparent", $"00-{ColdTraceId}-1111111111111111-01");
        using var response = await Client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public Task<HttpResponseMessage> GetAsync(string resource, string path) =>
        Client.GetAsync(new Uri(Addresses[resource], path), TestContext.Current.CancellationToken);

    /// <summary>Has the dashboard execute a command, which must succeed.</summary>
    public async Task<JsonNode> CommandAsync(string resource, string command)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var response = await Client.PostAsync(
            new Uri(Addresses["dashboard"], $"/api/resources/{resource}/commands/{command}"), content: null, cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonNode.Parse(answer)!;
    }

    /// <summary>The trace's spans, once one of that name has arrived.</summary>
    public Task<IReadOnlyList<JsonNode>> SpansAsync(string traceId, string name) =>
        SpansAsync(traceId, span => (string)span["name"]! == name);

    /// <summary>A trace's spans, once there is one that is looked for.</summary>
    public async Task<IReadOnlyList<JsonNode>> SpansAsync(string traceId, Predicate<JsonNode> isLookedFor)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            using var response = await GetAsync("dashboard", $"/api/telemetry/traces/{traceId}");
            if (!response.IsSuccessStatusCode)
                continue;
            var trace = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            var spans = trace["spans"]!.AsArray().Select(span => span!).ToList();
            if (spans.Exists(isLookedFor))
                return spans;
        }
        while (await again.WaitForNextTickAsync(TestContext.Current.CancellationToken));
        return [];
    }

    public void Kill() => _program.Kill();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _program.DisposeAsync();
    }

    [GeneratedRegex(@"^(\S+) +(http://\S+)")]
    private static partial Regex AddressLine();
}
