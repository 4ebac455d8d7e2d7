using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using RvWeb.Aspire.Hosting;

namespace RvWeb.Tests.Aspire.Testing;

/// <summary>What a test can do with an AppHost before and without starting all of it.</summary>
public sealed class TestingBuilderTests
{
    private const int Limit = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task The_program_of_the_AppHost_describes_and_the_test_changes()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RvWeb_AppHost>(["--environment", "Staging", "Section:Key=value"], Quiet, Token);

        Assert.Equal("Staging", builder.Environment.EnvironmentName);
        Assert.Equal("value", builder.Configuration["Section:Key"]);
        Assert.Equal(Projects.RvWeb_AppHost.ProjectPath, builder.AppHostDirectory);
        Assert.Contains(builder.Resources, resource => resource is { Name: "edge" } and CloudFrontDistributionResource);
    }

    [Fact(Timeout = Limit)]
    public async Task What_is_left_of_the_AppHost_runs_on_free_ports()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RvWeb_AppHost>([], Quiet, Token);
        foreach (var resource in builder.Resources.ToList())
            builder.Resources.Remove(resource);
        builder.AddExecutable("server", "/bin/sh", "/", "-c", "exec sleep 1000").WithHttpEndpoint(port: 8080);
        await using var app = await builder.BuildAsync(Token);
        Assert.Throws<InvalidOperationException>(() => app.GetEndpoint("server"));

        await app.StartAsync(Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", Token);

        Assert.NotEqual(8080, app.GetEndpoint("server").Port);
        Assert.StartsWith("There is no resource 'sever', only server.", Assert.Throws<ArgumentException>(() => app.CreateHttpClient("sever")).Message, StringComparison.Ordinal);
        Assert.StartsWith("'server' has no endpoint 'grpc', only http.", Assert.Throws<ArgumentException>(() => app.GetEndpoint("server", "grpc")).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Wrong_arguments_fail_the_start_with_one_line()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RvWeb_AppHost>(["--wrong"], Quiet, Token);
        await using var app = await builder.BuildAsync(Token);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Token));

        Assert.Contains("'--wrong'", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_subscriber_that_refuses_the_start_is_told_to_the_test()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RvWeb_AppHost>([], Quiet, Token);
        builder.OnBeforeStart((_, _) => throw new InvalidOperationException("no licence"));
        await using var app = await builder.BuildAsync(Token);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Token));

        Assert.Equal("A subscriber to BeforeStartEvent failed: no licence", failure.Message);
    }

    [Fact(Timeout = Limit)]
    public async Task A_program_that_is_no_AppHost_is_named()
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => DistributedApplicationTestingBuilder.CreateAsync(typeof(IResource), Token));

        Assert.StartsWith("RvWeb.Aspire is no program", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_test_can_describe_an_application_itself()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create([], Quiet);
        builder.AddExecutable("server", "/bin/sh", "/", "-c", "exec sleep 1000").WithHttpEndpoint(port: 8080);
        await using var app = builder.Build();

        await app.StartAsync(Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", Token);

        Assert.NotEqual(8080, app.GetEndpoint("server").Port);
    }

    private static void Quiet(DistributedApplicationOptions options, Microsoft.Extensions.Hosting.HostApplicationBuilderSettings settings) => options.EnableResourceLogging = false;
}
