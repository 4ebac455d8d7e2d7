using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Showing;
using RvWeb.Dashboard;

namespace RvWeb.Tests.Aspire;

public sealed class DashboardFeedTests
{
    [Theory]
    [InlineData("Edge__OriginSecret", null)]
    [InlineData("DB_PASSWORD", null)]
    [InlineData("ConnectionStrings__db", null)]
    [InlineData("ASPNETCORE_URLS", "value")]
    public void Values_that_look_secret_are_masked(string name, string? shown)
    {
        var row = DashboardFeed.Row(Event(new CustomResourceSnapshot
        {
            ResourceType = "Executable",
            Properties = [],
            EnvironmentVariables = [new EnvironmentVariableSnapshot(name, "value", IsFromSpec: true)],
        }));

        Assert.Equal([new ResourceVariable(name, shown)], row.Environment);
    }

    [Theory]
    [InlineData("Running", "success")]
    [InlineData("Waiting", "info")]
    [InlineData("Exited", "error")]
    [InlineData("FailedToStart", "error")]
    public void A_state_has_its_colour(string state, string style) =>
        Assert.Equal(style, DashboardFeed.Row(Event(new CustomResourceSnapshot { ResourceType = "Executable", Properties = [], State = state })).StateStyle);

    [Fact]
    public void Running_but_not_yet_healthy_is_a_warning()
    {
        var snapshot = new CustomResourceSnapshot
        {
            ResourceType = "Executable",
            Properties = [],
            State = KnownResourceStates.Running,
            HealthReports = [new HealthReportSnapshot("check", null, null, null)],
        };

        Assert.Equal("warn", DashboardFeed.Row(Event(snapshot)).StateStyle);
    }

    private static ResourceEvent Event(CustomResourceSnapshot snapshot) =>
        new(new ExecutableResource("shell", "/bin/sh", "/"), "shell", snapshot);
}
