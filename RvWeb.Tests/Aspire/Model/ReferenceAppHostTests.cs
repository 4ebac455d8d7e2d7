using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Hosting;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Aspire.Model;

/// <summary>An AppHost as the official packages compile it, without the gateway, whose parts are small stand-ins.</summary>
public sealed class ReferenceAppHostTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task It_runs_and_its_web_project_answers_through_its_proxy()
    {
        await using var application = new ShellApplication();
        var builder = application.Builder;
        builder.AddEmulator(BuiltProgram.PathOf("RvWeb.Emulator"), options: null); // AddAWSLambdaServiceEmulator asks the AppHost's assembly where it is

        var originSecret = builder.AddParameter("origin-secret", () => "s3cr3t", secret: true);

        var web = builder.AddProject<Web>("web", launchProfileName: "http")
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health")
            .WithEnvironment("Edge__OriginSecret", originSecret)
            .WithUrlForEndpoint("http", url => url.DisplayText = "Kestrel")
            .WithReplicas(2);

        var function = builder.AddAWSLambdaFunction<Function>("web-lambda", lambdaHandler: "RvWeb.Web")
            .WithReference(builder.AddAWSSDKConfig().WithRegion("eu-central-1"))
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
            .WithEnvironment("Edge__OriginSecret", originSecret);

        builder.AddExecutable("deploy", "/bin/sh", ".", "-c", "echo origin $RVWEB_ORIGIN")
            .WithExplicitStart()
            .WithParentRelationship(web)
            .WithEnvironment("RVWEB_ORIGIN", web.GetEndpoint("http"));

        await application.StartAsync(Token);
        var healthy = await application.Notifications.WaitForResourceHealthyAsync("web", Token);
        await application.Notifications.WaitForResourceHealthyAsync(function.Resource.Name, Token);
        await application.Commands.ExecuteCommandAsync("deploy", KnownResourceCommands.StartCommand, Token);
        await application.WroteAsync("deploy", $"origin {web.GetEndpoint("http").Url}", Token);

        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(web.GetEndpoint("http").Url + "/health"), Token);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal("Kestrel", Assert.Single(healthy.Snapshot.Urls).DisplayProperties.DisplayName);
        Assert.True(web.GetEndpoint("http").EndpointAnnotation.IsExternal);
    }

    private sealed class Web : IBuiltProject
    {
        public string ProjectPath => Path.ChangeExtension(ExecutablePath, "csproj");

        public string ExecutablePath => BuiltProgram.PathOf("RvWeb.Web");

        public LaunchSettings LaunchSettings => new() { Profiles = { ["http"] = new LaunchProfile { CommandName = "Project", ApplicationUrl = "http://localhost:0" } } };
    }

    private sealed class Function : IBuiltProject
    {
        public string ProjectPath => Path.ChangeExtension(ExecutablePath, "csproj");

        public string ExecutablePath => Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "function.sh");
    }
}
