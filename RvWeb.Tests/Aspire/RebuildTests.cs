using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Tests.Aspire;

public sealed class RebuildTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_project_that_does_not_build_is_not_started_and_the_first_error_says_why()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var application = new ShellApplication();
        application.Shell("server", "exec sleep 1000").WithAnnotation<IProjectMetadata>(new NoProject());
        await application.StartAsync(cancellationToken);
        await application.Notifications.WaitForResourceHealthyAsync("server", cancellationToken);

        var result = await application.Commands.ExecuteCommandAsync("server", KnownResourceCommands.RebuildCommand, cancellationToken);

        Assert.False(result.Success);
        Assert.Contains("error MSB1009", result.Message, StringComparison.Ordinal);
        Assert.True(application.Notifications.TryGetCurrentState("server", out var end));
        Assert.Equal(KnownResourceStates.FailedToStart, end.Snapshot.State?.Text);
        Assert.Contains(application.Console("server"), line => line.Contains("NoProject.csproj", StringComparison.Ordinal));
    }

    private sealed class NoProject : IProjectMetadata
    {
        public string ProjectPath => Path.Combine(Path.GetTempPath(), "NoProject.csproj");
    }
}
