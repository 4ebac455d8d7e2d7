using System.Net;
using System.Text.Json;
using RvWeb.Emulator.Functions;

namespace RvWeb.Tests.Emulator.HotReload;

public sealed class HotReloadTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task A_program_that_was_built_again_serves_from_the_next_call_on()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var source = new SourceFolder("one");
        await using var emulator = await RunningEmulator.StartAsync(source.Function(), cancellationToken);
        var before = await VersionAsync(emulator, cancellationToken);

        source.Write("out/version.txt", "two");
        await emulator.Output.NextAsync("the program is new, 1 processes are replaced", cancellationToken);

        Assert.Equal(("one", "two"), (before, await VersionAsync(emulator, cancellationToken)));
    }

    [Fact(Timeout = Limit)]
    public async Task An_invocation_that_runs_ends_on_the_old_program()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        using var source = new SourceFolder("one");
        await using var emulator = await RunningEmulator.StartAsync(source.Function(), cancellationToken);
        var pid = await emulator.AskAsync("pid", cancellationToken);

        var running = emulator.InvokeAsync(gate.Event, cancellationToken);
        var arrived = await gate.ArrivedAsync(cancellationToken);
        source.Write("out/version.txt", "two");
        await emulator.Output.NextAsync("the program is new", cancellationToken);
        var meanwhile = await VersionAsync(emulator, cancellationToken);
        arrived.Dispose();
        using var response = await running;

        Assert.Equal(pid, await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.Equal("two", meanwhile);
    }

    [Fact(Timeout = Limit)]
    public async Task A_folder_that_is_removed_and_built_again_is_still_watched()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var source = new SourceFolder("one");
        await using var emulator = await RunningEmulator.StartAsync(source.Function(), cancellationToken);
        var program = await File.ReadAllTextAsync(Path.Combine(source.Output, "function.mjs"), cancellationToken);

        Directory.Delete(source.Output, recursive: true);
        await emulator.Output.NextAsync("the program is new", cancellationToken);
        source.Write("out/function.mjs", program);
        source.Write("out/version.txt", "two");
        await emulator.Output.NextAsync("the program is new", cancellationToken);
        source.Write("out/version.txt", "three");
        await emulator.Output.NextAsync("the program is new", cancellationToken);

        Assert.Equal("three", await VersionAsync(emulator, cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task With_a_build_it_is_built_at_the_start_and_callers_wait_for_that()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var source = new SourceFolder("old");
        source.Write("source.txt", "new");
        await using var emulator = await RunningEmulator.StartAsync(source.Function("echo building; cp source.txt out/version.txt"), cancellationToken);

        Assert.Equal("new", await VersionAsync(emulator, cancellationToken));
        Assert.Equal("build | building", await emulator.Output.NextAsync("building", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_call_that_comes_while_it_is_built_gets_the_new_program()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var source = new SourceFolder("old");
        source.Write("source.txt", "one");
        await using var emulator = await RunningEmulator.StartAsync(
            source.Function("cp source.txt out/version.txt; while [ -e source.held ]; do sleep 0.05; done; echo done"), cancellationToken);
        await VersionAsync(emulator, cancellationToken);

        source.Write("source.held", "");
        source.Write("source.txt", "two");
        await WaitForFileAsync(Path.Combine(source.Output, "version.txt"), "two", cancellationToken);
        var waiting = VersionAsync(emulator, cancellationToken);
        Assert.False(waiting.IsCompleted);
        File.Delete(Path.Combine(source.Root, "source.held"));

        Assert.Equal("two", await waiting);
    }

    [Fact(Timeout = Limit)]
    public async Task A_build_that_fails_is_the_answer_until_it_builds_again()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var source = new SourceFolder("old");
        source.Write("source.txt", "one");
        await using var emulator = await RunningEmulator.StartAsync(
            source.Function("grep -q broken source.txt && { echo 'Program.cs: error CS1002: ; expected'; exit 1; }; cp source.txt out/version.txt"), cancellationToken);
        await VersionAsync(emulator, cancellationToken);

        source.Write("source.txt", "broken");
        await emulator.Output.NextAsync("not served until it builds again", cancellationToken);
        using var invoked = await emulator.InvokeAsync("{}", cancellationToken);
        using var viewed = await emulator.FunctionUrl.GetAsync(new Uri("/", UriKind.Relative), cancellationToken);
        var error = JsonDocument.Parse(await invoked.Content.ReadAsStringAsync(cancellationToken)).RootElement;
        source.Write("source.txt", "fixed");
        await emulator.Output.NextAsync("the program is new", cancellationToken);

        Assert.Equal((HttpStatusCode.OK, "Unhandled"), (invoked.StatusCode, Assert.Single(invoked.Headers.GetValues("X-Amz-Function-Error"))));
        Assert.Equal("Emulator.BuildFailed", error.GetProperty("errorType").GetString());
        Assert.EndsWith("Error: sh build.sh failed (exit status 1)\nProgram.cs: error CS1002: ; expected", error.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadGateway, viewed.StatusCode);
        Assert.Equal("sh build.sh failed (exit status 1)\nProgram.cs: error CS1002: ; expected", await viewed.Content.ReadAsStringAsync(cancellationToken));
        Assert.Equal("fixed", await VersionAsync(emulator, cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_build_that_never_ends_ends_with_the_emulator_and_its_callers_are_told()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var source = new SourceFolder("old");
        await using var emulator = await RunningEmulator.StartAsync(source.Function("echo hangs; exec sleep 1000"), cancellationToken);
        await emulator.Output.NextAsync("hangs", cancellationToken);

        var waiting = emulator.Local.InvokeAsync(new InvocationRequest { RequestId = "1", Payload = "{}"u8.ToArray() });
        Assert.False(waiting.IsCompleted);
        await emulator.StopAsync(cancellationToken);

        Assert.Equal("Runtime.ExitError", (await waiting).ErrorType);
    }

    private static async Task<string> VersionAsync(RunningEmulator emulator, CancellationToken cancellationToken) =>
        JsonDocument.Parse(await emulator.AskAsync("env", cancellationToken)).RootElement.GetProperty("WHO").GetString()!;

    private static async Task WaitForFileAsync(string file, string text, CancellationToken cancellationToken)
    {
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(file)!) { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName };
        var changed = new SemaphoreSlim(0);
        watcher.Changed += (_, _) => changed.Release();
        watcher.EnableRaisingEvents = true;
        while (await File.ReadAllTextAsync(file, cancellationToken) != text)
            await changed.WaitAsync(cancellationToken);
    }
}
