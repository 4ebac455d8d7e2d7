using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Hosting;
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

    [Fact]
    public void What_a_resource_uses_and_waits_for_is_told_once_and_its_parent_apart()
    {
        var resource = new ExecutableResource("shell", "/bin/sh", "/");
        resource.Annotations.Add(new ResourceRelationshipAnnotation(new ExecutableResource("parent", "/bin/sh", "/"), "Parent"));
        var snapshot = new CustomResourceSnapshot
        {
            ResourceType = "Executable",
            Properties = [],
            Relationships = [new("parent", "Parent"), new("other", "Reference"), new("other", "WaitFor")],
        };

        var row = DashboardFeed.Row(new ResourceEvent(resource, "shell", snapshot));

        Assert.Equal(("parent", new ResourceRelation("Reference", "other")), (row.Parent, Assert.Single(row.Relations)));
    }

    [Theory]
    [InlineData(null, false, null)]
    [InlineData("Running", false, "Running")]
    [InlineData("Running", true, "Running (build failed)")]
    public void A_state_says_if_the_last_build_failed_and_is_unknown_before_there_is_one(string? state, bool hasFailed, string? expected)
    {
        var snapshot = new CustomResourceSnapshot
        {
            ResourceType = "Project",
            State = state is null ? null : new ResourceStateSnapshot(state, null),
            Properties = hasFailed ? [new ResourcePropertySnapshot("resource.build", "error CS1525")] : [],
        };

        var row = DashboardFeed.Row(Event(snapshot));

        Assert.Equal((expected, hasFailed), (row.State, row.StateStyle == "error"));
    }

    [Theory]
    [InlineData("Running", true)]
    [InlineData("Exited", false)]
    public void An_edge_is_asked_only_while_it_runs(string state, bool isAsked)
    {
        var edge = new CloudFrontDistributionResource("edge", "edge", "/");
        var snapshot = new CustomResourceSnapshot
        {
            ResourceType = "CloudFront distribution",
            Properties = [],
            State = state,
            Urls = [new UrlSnapshot("http", "http://localhost:9002", IsInternal: false)],
        };

        Assert.Equal(isAsked ? new Uri("http://localhost:9002") : null, DashboardFeed.Row(new ResourceEvent(edge, "edge", snapshot)).EdgeAddress);
    }

    private static ResourceEvent Event(CustomResourceSnapshot snapshot) =>
        new(new ExecutableResource("shell", "/bin/sh", "/"), "shell", snapshot);
}
