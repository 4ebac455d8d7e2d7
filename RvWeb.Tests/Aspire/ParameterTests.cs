using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Showing;
using RvWeb.Dashboard;

namespace RvWeb.Tests.Aspire;

public sealed class ParameterTests : IAsyncDisposable
{
    private const int Limit = 60_000;

    private readonly ShellApplication _application = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Limit)]
    [InlineData("Parameters:api-key")]
    [InlineData("Parameters:api_key")]
    public async Task A_value_of_the_configuration_reaches_the_resource(string key)
    {
        _application.Builder.Configuration[key] = "42";
        var parameter = _application.Builder.AddParameter("api-key", "another");
        _application.Shell("reader", "echo $KEY $TEXT")
            .WithEnvironment("KEY", parameter).WithEnvironment("TEXT", $"key={parameter}");

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("reader", KnownResourceStates.Finished, Token);

        Assert.Equal(["42 key=42"], _application.Console("reader"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_secret_is_handed_on_and_shown_nowhere()
    {
        var secret = _application.Builder.AddParameter("origin", () => "s3cr3t", secret: true);
        _application.Shell("reader", "test \"$PLAIN$TEXT\" = s3cr3ta-s3cr3t").WithEnvironment("PLAIN", secret).WithEnvironment("TEXT", $"a-{secret}");

        await _application.StartAsync(Token);
        var reader = await _application.Notifications.WaitForResourceAsync("reader", update => update.Snapshot.ExitCode is not null, Token);
        var parameter = await _application.Notifications.WaitForResourceAsync("origin", update => update.Snapshot.State?.Text == KnownResourceStates.Running, Token);

        Assert.Equal(0, reader.Snapshot.ExitCode);
        Assert.Equal([new("PLAIN", null), new ResourceVariable("TEXT", null)], DashboardFeed.Row(reader).Environment);
        Assert.Equal(("Parameter", "••••••"), (DashboardFeed.Row(parameter).Type, DashboardFeed.Row(parameter).Source));
    }

    [Fact(Timeout = Limit)]
    public async Task Without_a_value_the_resource_that_needs_it_says_where_to_put_one()
    {
        var parameter = _application.Builder.AddParameter("api-key");
        _application.Shell("reader", "echo started").WithEnvironment("KEY", parameter);

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("api-key", KnownResourceStates.ValueMissing, Token);
        await _application.Notifications.WaitForResourceAsync("reader", KnownResourceStates.FailedToStart, Token);

        const string Message = "The parameter 'api-key' has no value: set the environment variable Parameters__api_key, "
            + "or run `dotnet user-secrets set Parameters:api-key VALUE` in the AppHost's folder.";
        Assert.Equal([Message], _application.Console("reader"));
        Assert.Equal([Message], _application.Console("api-key"));
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
