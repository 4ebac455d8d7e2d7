using Aspire.Hosting;
using RvWeb.Aspire.Hosting;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Aspire;

/// <summary>The command that compares Kestrel and Lambda.</summary>
public sealed class CompareCommandTests : IAsyncDisposable
{
    private const int Limit = 60_000;
    private const string Compare = "compare-kestrel-and-lambda";

    private readonly ShellApplication _application = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Asks_the_function_url_and_the_same_project_on_Kestrel()
    {
        // Nothing listens where the project would: what is told of it must be its failures, and of the function its times.
        _application.Builder.AddProject<NodeFunction>("web").WithHttpEndpoint(env: "PORT").WithExplicitStart();
        await StartAsync();

        var result = await _application.Commands.ExecuteCommandAsync("url", Compare, Token);

        Assert.True(result.Success, result.Message);
        Assert.Matches("web: p50 –, .* 100 failed\nurl: p50 [0-9.]+(ms|s), .* 0 failed", result.Data!.Value);
    }

    [Fact(Timeout = Limit)]
    public async Task Is_not_offered_if_the_project_is_not_on_Kestrel()
    {
        await StartAsync();

        var result = await _application.Commands.ExecuteCommandAsync("url", Compare, Token);

        Assert.False(result.Success);
        Assert.Contains("cannot be used", result.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task StartAsync()
    {
        _application.Builder.AddEmulator(BuiltProgram.PathOf("RvWeb.Emulator"), options: null);
        var function = _application.Builder.AddAWSLambdaFunction<NodeFunction>("function", "handler");
        _application.Builder.AddLambdaFunctionUrl("url", function);
        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceHealthyAsync("url", Token);
    }
}
