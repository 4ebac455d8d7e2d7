using System.Text;
using System.Text.Json.Nodes;
using RvWeb.Emulator.Extensions;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.RuntimeApi;

namespace RvWeb.Tests.Emulator.Extensions;

/// <summary>Source of the states and errors: AWS's own implementation, the Runtime Interface Emulator.</summary>
public sealed class ExtensionRegistryTests
{
    private static readonly RuntimeAnswer Welcome = new(200, []);

    private readonly ExtensionRegistry _registry;
    private readonly List<string> _told = [];
    private int _ids;

    public ExtensionRegistryTests() => _registry = new ExtensionRegistry(
        ["out"],
        () => new Guid(++_ids, 0, 0, new byte[8]),
        new ExtensionRegistryEvents(() => _told.Add("registered"), () => _told.Add("ready"), (type, own) => _told.Add($"{type} {own}")));

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public void It_waits_for_the_external_ones_to_register_and_then_for_all_to_be_ready()
    {
        Assert.False(_registry.AllRegistered);
        var outside = Register("out", "INVOKE", "SHUTDOWN");
        Assert.True(_registry.AllRegistered);
        var inside = Register("in", "INVOKE");
        Assert.False(_registry.AllReady);

        _ = _registry.NextAsync(outside, CancellationToken);
        Assert.False(_registry.AllReady);
        _ = _registry.NextAsync(inside, CancellationToken);

        Assert.True(_registry.AllReady);
        Assert.Equal(["registered", "registered", "ready", "ready"], _told);
    }

    [Fact]
    public async Task An_invocation_goes_to_those_who_subscribed_and_is_over_when_they_ask_again()
    {
        var outside = Register("out", "INVOKE");
        var inside = Register("in");
        var invoked = _registry.NextAsync(outside, CancellationToken);
        var idle = _registry.NextAsync(inside, CancellationToken);

        Invoke("1");
        var json = JsonNode.Parse((await invoked).Body)!;

        Assert.Equal(("INVOKE", "1", "arn", 5000), ((string)json["eventType"]!, (string)json["requestId"]!, (string)json["invokedFunctionArn"]!, (long)json["deadlineMs"]!));
        Assert.Equal("X-Amzn-Trace-Id", (string)json["tracing"]!["type"]!);
        Assert.False(idle.IsCompleted);
        Assert.False(_registry.AllReady);
        _ = _registry.NextAsync(outside, CancellationToken);
        Assert.True(_registry.AllReady);
    }

    [Fact]
    public async Task An_event_that_meets_no_request_waits_for_one()
    {
        var outside = Register("out", "INVOKE");
        using var hangUp = new CancellationTokenSource();
        var lost = _registry.NextAsync(outside, hangUp.Token);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lost);

        Invoke("1");

        Assert.Contains("INVOKE", Text(await _registry.NextAsync(outside, CancellationToken)), StringComparison.Ordinal);
        Assert.False(_registry.AllReady);
    }

    [Fact]
    public async Task The_shutdown_is_told_to_external_ones_that_subscribed_also_if_they_are_busy()
    {
        var outside = Register("out", "INVOKE", "SHUTDOWN");
        var running = _registry.NextAsync(outside, CancellationToken);
        Invoke("1");
        await running;

        _registry.ShutDown("spindown", DateTimeOffset.FromUnixTimeMilliseconds(2000));

        Assert.Equal(
            """{"eventType":"SHUTDOWN","deadlineMs":2000,"shutdownReason":"spindown"}""", Text(await _registry.NextAsync(outside, CancellationToken)));
    }

    [Fact]
    public async Task Refusals_have_the_types_of_aws()
    {
        Assert.Contains("Extension.InvalidEventType", Text(_registry.Register("out", ["NEWS"], Welcome, out _)), StringComparison.Ordinal);
        Assert.Contains("Extension.InvalidEventType", Text(_registry.Register("in", ["SHUTDOWN"], Welcome, out _)), StringComparison.Ordinal);
        Assert.Contains("Extension.UnknownExtensionIdentifier", Text(await _registry.NextAsync(Guid.Empty.ToString(), CancellationToken)), StringComparison.Ordinal);

        var outside = Register("out");
        Assert.Equal(
            $$"""{"errorMessage":"State transition from Registered to Registered failed for extension {{outside}}. Error: State transition is not allowed","errorType":"Extension.InvalidExtensionState"}""",
            Text(_registry.Register("out", [], Welcome, out _)));
        Register("in");
        Assert.Contains("already registered", Text(_registry.Register("in", [], Welcome, out _)), StringComparison.Ordinal);

        _ = _registry.NextAsync(outside, CancellationToken);
        Assert.Contains("from Ready to Ready", Text(await _registry.NextAsync(outside, CancellationToken)), StringComparison.Ordinal);
        Assert.Contains("from Ready to InitError", Text(_registry.FailInit(outside, "X")), StringComparison.Ordinal);

        for (var more = 0; more < 8; more++)
            Register($"in{more}");
        Assert.Contains("Extension.TooManyExtensions", Text(_registry.Register("eleventh", [], Welcome, out _)), StringComparison.Ordinal);
        _registry.CloseRegistration();
        Assert.Contains("Extension.RegistrationClosed", Text(_registry.Register("late", [], Welcome, out _)), StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_gives_up_says_so_once()
    {
        var outside = Register("out");

        Assert.Equal(RuntimeAnswer.Accepted, _registry.FailInit(outside, "Extension.NoKey"));
        Assert.Equal(403, _registry.FailExit(outside, "Extension.NoKey").Status);

        Assert.Equal("Extension.InitError Extension.NoKey", _told[^1]);
    }

    private string Register(string name, params string[] events)
    {
        Assert.Same(Welcome, _registry.Register(name, events, Welcome, out var id));
        return id!;
    }

    private void Invoke(string id) => _registry.Invoke(
        new Invocation(new InvocationRequest { RequestId = id, Payload = default }, span: null, TimeProvider.System), DateTimeOffset.FromUnixTimeMilliseconds(5000), "arn");

    private static string Text(RuntimeAnswer answer) => Encoding.UTF8.GetString(answer.Body);
}
