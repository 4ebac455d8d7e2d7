using Aspire.Hosting.Testing;
using RvWeb.Aspire.Testing;
using RvWeb.Tests.Lambda;

namespace RvWeb.Tests.EndToEnd;

/// <summary>The AppHost run inside a test, as its users' tests run theirs.</summary>
[Collection(EndToEndSeries.Name)]
public sealed class TestingBuilderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task The_AppHost_runs_in_a_test_and_leaves_nothing_behind()
    {
        ProcessTree.Required();
        var before = ProcessTree.Descendants(Environment.ProcessId);
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RvWeb_AppHost>(
            [], (options, _) => options.EnableResourceLogging = false, Token);
        var app = await builder.BuildAsync(Token);
        await app.StartAsync(Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("edge", Token);

        using var edge = app.CreateHttpClient("edge");
        var hello = await edge.GetStringAsync(new Uri("/hello", UriKind.Relative), Token);
        var answer = await app.InvokeFunctionAsync("web-function", SampleEvents.FunctionUrl(rawPath: "/hello").ToJsonString(), Token);
        var started = ProcessTree.Descendants(Environment.ProcessId).Except(before).ToList();
        await app.DisposeAsync();

        Assert.Equal("Hello, World", hello);
        Assert.Null(answer.FunctionError);
        Assert.Contains("Hello, World", answer.Payload, StringComparison.Ordinal);
        Assert.NotEqual(9002, edge.BaseAddress!.Port);
        Assert.True(started.Count >= 4, "web, emulator, function and edge");
        await ProcessTree.AllGoneAsync(started);
    }
}
