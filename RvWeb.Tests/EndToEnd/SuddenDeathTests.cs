using System.Net;
using System.Text.RegularExpressions;
using static RvWeb.Tests.EndToEnd.ProcessTree;

namespace RvWeb.Tests.EndToEnd;

/// <summary>Processes that die without a word: the AppHost itself, and a function in the middle of a request.</summary>
[Collection(EndToEndSeries.Name)]
public sealed partial class SuddenDeathTests
{
    [Fact(Timeout = 60_000)]
    public async Task Killing_the_AppHost_leaves_no_process_behind()
    {
        Required();
        await using var appHost = new RunningAppHost();
        await appHost.InitializeAsync();
        var processes = Descendants(appHost.Id);
        Assert.True(processes.Count >= 4, "web, emulator, function and edge");

        appHost.Kill();

        await AllGoneAsync(processes);
    }

    [Fact(Timeout = 60_000)]
    public async Task Killing_the_function_in_a_request_is_a_502_and_the_next_request_works()
    {
        Required();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Emulator"),
            ["--function", "web", "--command", BuiltProgram.PathOf("RvWeb.Web"), "--port", "0", "--function-url", "0", "--no-freeze"]);
        var url = new Uri(Url().Match((await emulator.LinesUntilAsync("function URL", cancellationToken))[^1]).Value);
        using var client = new HttpClient { BaseAddress = url };
        await client.GetStringAsync(new Uri("/hello", UriKind.Relative), cancellationToken);
        await emulator.LinesUntilAsync("REPORT RequestId", cancellationToken);
        var function = Descendants(emulator.Id).Single(HasRuntimeApi);

        // Stopped, it takes the event but never answers.
        await SignalAsync("-STOP", function, cancellationToken);
        var interrupted = client.GetAsync(new Uri("/hello", UriKind.Relative), cancellationToken);
        await emulator.LinesUntilAsync("START RequestId", cancellationToken);
        await SignalAsync("-KILL", function, cancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, (await interrupted).StatusCode);
        Assert.Equal("Hello, World", await client.GetStringAsync(new Uri("/hello", UriKind.Relative), cancellationToken));
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Url();
}
