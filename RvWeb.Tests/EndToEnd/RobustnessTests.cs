using System.Text.Json.Nodes;

namespace RvWeb.Tests.EndToEnd;

/// <summary>What happens to an AppHost on a busy developer's machine.</summary>
[Collection(EndToEndSeries.Name)]
public sealed class RobustnessTests
{
    private const int Limit = 90_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Two_run_beside_each_other_on_ports_of_their_own()
    {
        await using var first = new RunningAppHost();
        await first.InitializeAsync();
        await using var second = new RunningAppHost();
        await second.InitializeAsync();

        Assert.Equal(first.Addresses.Keys.Order(), second.Addresses.Keys.Order());
        Assert.Empty(first.Addresses.Values.Intersect(second.Addresses.Values));
        Assert.All(second.Addresses.Keys, name => Assert.Matches(
            @" \(\d+ is taken\)$", second.Lines.Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))));
        await second.CommandAsync("edge", "purge-edge-cache");
        foreach (var appHost in new[] { first, second })
            Assert.Equal("Hello, World", await appHost.Client.GetStringAsync(new Uri(appHost.Addresses["edge"], "/hello"), Token));
        Assert.Equal(1, await EntriesAsync(second));
        Assert.Equal(2, await EntriesAsync(first)); // with that of its very first request: nobody purged this edge
    }

    [Theory(Timeout = Limit)]
    [InlineData("web")]
    [InlineData("LambdaServiceEmulator")]
    [InlineData("edge")]
    public async Task A_resource_that_is_killed_says_so_and_can_be_started_again(string resource)
    {
        ProcessTree.Required();
        await using var appHost = new RunningAppHost();
        await appHost.InitializeAsync();
        var program = resource switch { "web" => "RvWeb.Web", "edge" => "RvWeb.Edge", _ => "RvWeb.Emulator" };
        var process = ProcessTree.Descendants(appHost.Id)
            .First(id => ProcessTree.NameOf(id) == program && !ProcessTree.HasRuntimeApi(id));

        await ProcessTree.SignalAsync("-KILL", process, Token);
        var dead = await StateAsync(appHost, resource, row => (string?)row["state"] == "Exited");
        await appHost.CommandAsync(resource, "start");
        await StateAsync(appHost, resource, row => (string?)row["stateStyle"] == "success");
        await appHost.CommandAsync("edge", "purge-edge-cache");

        Assert.Equal(128 + 9, (int)dead["exitCode"]!);
        Assert.Equal("Hello, World", await appHost.Client.GetStringAsync(new Uri(appHost.Addresses["web"], "/hello"), Token));
        Assert.Equal("Hello, World", await appHost.Client.GetStringAsync(new Uri(appHost.Addresses["edge"], "/hello?again"), Token));
    }

    private static async Task<int> EntriesAsync(RunningAppHost appHost)
    {
        using var response = await appHost.GetAsync("edge", "/.edge/entries");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!.AsArray().Count;
    }

    private static async Task<JsonNode> StateAsync(RunningAppHost appHost, string resource, Predicate<JsonNode> isLookedFor)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        JsonNode row;
        do
        {
            using var response = await appHost.GetAsync("dashboard", "/api/resources");
            var all = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["resources"]!.AsArray();
            row = all.First(one => (string?)one!["name"] == resource)!;
        }
        while (!isLookedFor(row) && await again.WaitForNextTickAsync(Token));
        return row;
    }
}
