using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Tests.EndToEnd;
using static RvWeb.Tests.Emulator.ProcessStates;

namespace RvWeb.Tests.Emulator.Extensions;

/// <summary>
/// Who is warned, and how much time there is. Source: docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html,
/// Shutdown phase; the reasons: runtimes-extensions-api.html.
/// </summary>
public sealed class ShutdownTests
{
    private const int Limit = 60_000;

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Without_an_extension_nobody_is_warned()
    {
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function("external"), CancellationToken, _time);
        var process = await ReapAsync(emulator);

        await GoneAsync(process, CancellationToken);
        await emulator.StopAsync(CancellationToken);

        Assert.Null(emulator.Output.Rest());
    }

    [Fact(Timeout = Limit)]
    public async Task With_an_internal_one_the_runtime_is_warned()
    {
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function("internal"), CancellationToken, _time);
        var process = await ReapAsync(emulator);

        await emulator.Output.NextAsync("function got SIGTERM", CancellationToken);
        await GoneAsync(process, CancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task A_runtime_that_stays_is_killed_after_half_a_second()
    {
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function("internal", "stays"), CancellationToken, _time);
        var process = await ReapAsync(emulator);

        await emulator.Output.NextAsync("function got SIGTERM", CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(499));
        await ReachesAsync(process, 'S', CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await GoneAsync(process, CancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task An_external_one_is_told_after_the_runtime_has_gone()
    {
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function("external").With(ExtensionFunctions.Both), CancellationToken, _time);
        var process = await ReapAsync(emulator);
        var deadline = (_time.GetUtcNow() + TimeSpan.FromSeconds(2)).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

        await emulator.Output.NextAsync("function got SIGTERM", CancellationToken);
        Assert.EndsWith(
            $$"""extension got {"eventType":"SHUTDOWN","deadlineMs":{{deadline}},"shutdownReason":"spindown"}""",
            await emulator.Output.NextAsync("extension got", CancellationToken), StringComparison.Ordinal);
        await GoneAsync(process, CancellationToken);
        await emulator.ClosedAsync(CancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task A_runtime_that_stays_costs_the_extensions_300_milliseconds_of_their_2_seconds()
    {
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function("external", "stays").With(ExtensionFunctions.Both, "stays"), CancellationToken, _time);
        var process = await ReapAsync(emulator);

        await emulator.Output.NextAsync("function got SIGTERM", CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(299));
        await ReachesAsync(process, 'S', CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await GoneAsync(process, CancellationToken);
        await emulator.Output.NextAsync("\"shutdownReason\":\"spindown\"", CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(1699));
        Assert.Single(emulator.Environments);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await emulator.ClosedAsync(CancellationToken);
    }

    [Theory(Timeout = Limit)]
    [InlineData("hang", "timeout")]
    [InlineData("crash", "failure")]
    public async Task The_reason_is_told(string command, string reason)
    {
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function("external").With("""["SHUTDOWN"]"""), CancellationToken, _time);

        var call = emulator.AskAsync(command, CancellationToken);
        await emulator.Output.NextAsync("START RequestId", CancellationToken);
        if (reason == "timeout")
            _time.Advance(TimeSpan.FromSeconds(60));
        await call;

        await emulator.Output.NextAsync($"\"shutdownReason\":\"{reason}\"", CancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task Our_own_app_drains_when_it_is_reaped()
    {
        var function = RunningEmulator.Function() with
        {
            FileName = BuiltProgram.PathOf("RvWeb.Web"),
            Arguments = [],
            Variables = new Dictionary<string, string> { ["Logging__LogLevel__Microsoft.Extensions.Hosting"] = "Debug" },
        };
        await using var emulator = await RunningEmulator.StartAsync(function, CancellationToken, _time);
        using var response = await emulator.FunctionUrl.GetAsync(new Uri("/hello", UriKind.Relative), CancellationToken);
        Assert.Equal("Hello, World", await response.Content.ReadAsStringAsync(CancellationToken));
        await emulator.Output.NextAsync("REPORT", CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(300));

        await emulator.Output.NextAsync("Hosting stopping", CancellationToken);
        await emulator.Output.NextAsync("Hosting stopped", CancellationToken);
        await emulator.ClosedAsync(CancellationToken);
    }

    /// <returns>The process that served, idle for too long now.</returns>
    private async Task<string> ReapAsync(RunningEmulator emulator)
    {
        var process = await emulator.AskAsync("pid", CancellationToken);
        await emulator.Output.NextAsync("REPORT RequestId", CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(300));
        return process;
    }
}
