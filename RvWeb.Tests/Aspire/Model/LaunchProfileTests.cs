using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Hosting;

namespace RvWeb.Tests.Aspire.Model;

public sealed class LaunchProfileTests : IAsyncDisposable
{
    private static readonly LaunchProfile IisProfile = new() { CommandName = "IISExpress" };

    private readonly ShellApplication _application = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-profile-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_profile_that_starts_the_project_gives_variables_arguments_and_endpoints()
    {
        var web = Add(options => { }, """
            {
              // as Visual Studio writes it
              "profiles": {
                "IIS": { "commandName": "IISExpress", "applicationUrl": "http://localhost:1" },
                "both": {
                  "commandName": "Project",
                  "commandLineArgs": "--name \"two words\" last",
                  "applicationUrl": "https://localhost:7001;http://localhost:5001;http://localhost:5002",
                  "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Staging", "GREETING": "from the profile", "OTHER": "too" },
                },
              }
            }
            """).WithEnvironment("GREETING", "from the application").WithArgs("own");

        var variables = await Evaluated.EnvironmentAsync(web, Token);

        Assert.Equal(["https", "http", "http2"], Endpoints(web).Select(endpoint => endpoint.Name));
        Assert.Equal([7001, 5001, 5002], Endpoints(web).Select(endpoint => endpoint.Port));
        Assert.Equal("https://localhost:7001;http://localhost:5001;http://localhost:5002", variables["ASPNETCORE_URLS"]);
        Assert.Equal("7001", variables["ASPNETCORE_HTTPS_PORT"]);
        Assert.Equal("both", variables["DOTNET_LAUNCH_PROFILE"]);
        Assert.Equal(("Staging", "Staging"), (variables["ASPNETCORE_ENVIRONMENT"], variables["DOTNET_ENVIRONMENT"]));
        Assert.Equal(("from the application", "too"), (variables["GREETING"], variables["OTHER"]));
        Assert.Equal(("simple", "true"), (variables["LOGGING__CONSOLE__FORMATTERNAME"], variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"]));
        Assert.Equal(["--name", "two words", "last", "own"], await Evaluated.ArgumentsAsync(web, Token));
    }

    [Fact]
    public async Task A_profile_can_be_named_and_the_AppHosts_own_name_comes_before_the_first()
    {
        const string settings = """{ "profiles": { "first": {}, "second": { "commandName": "Project" }, "IIS": { "commandName": "IISExpress" } } }""";
        var first = Add(_ => { }, settings, "a");
        var named = Add(options => options.LaunchProfileName = "IIS", settings, "b");
        _application.Builder.Configuration["AppHost:DefaultLaunchProfileName"] = "second";
        var own = Add(_ => { }, settings, "c");
        _application.Builder.Configuration["AppHost:DefaultLaunchProfileName"] = "elsewhere";
        var other = Add(_ => { }, settings, "d");

        var chosen = new List<string>();
        foreach (var web in new[] { first, named, own, other })
            chosen.Add((await Evaluated.EnvironmentAsync(web, Token))["DOTNET_LAUNCH_PROFILE"]);

        Assert.Equal(["first", "IIS", "second", "first"], chosen);
    }

    [Fact]
    public async Task Without_a_profile_only_the_AppHosts_environment_is_told()
    {
        var variables = await Evaluated.EnvironmentAsync(
            Add(options => options.ExcludeLaunchProfile = true, """{ "profiles": { "first": { "applicationUrl": "http://localhost:1" } } }"""), Token);

        Assert.Equal("Development", variables["ASPNETCORE_ENVIRONMENT"]);
        Assert.DoesNotContain("DOTNET_LAUNCH_PROFILE", variables.Keys);
        Assert.DoesNotContain("ASPNETCORE_URLS", variables.Keys);
    }

    [Fact]
    public void A_name_that_does_not_exist_is_told_with_those_that_do()
    {
        var refused = Assert.Throws<DistributedApplicationException>(
            () => Add(options => options.LaunchProfileName = "htp", """{ "profiles": { "http": {}, "https": {} } }"""));

        Assert.Equal($"{ProjectFile} has no launch profile 'htp', only http, https.", refused.Message);
    }

    [Theory]
    [InlineData("""{ "profiles": { """, "launchSettings.json cannot be read: ")]
    [InlineData("""{ "profiles": { "http": { "applicationUrl": "localhost:80" } } }""", "The project 'web' is to listen on 'localhost:80', which is no address such as http://localhost:5000.")]
    public void Settings_that_make_no_sense_are_named(string settings, string expected)
    {
        var refused = Assert.Throws<DistributedApplicationException>(() => Add(_ => { }, settings));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kestrel_endpoints_of_the_project_count_more_than_the_profiles_addresses()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "appsettings.json"), """{ "Kestrel": { "Endpoints": { "Public": { "Url": "http://*:6001" } } } }""", Token);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "appsettings.Staging.json"), """{ "Kestrel": { "Endpoints": { "Admin": { "Url": "http://localhost:6002" } } } }""", Token);
        const string settings = """{ "profiles": { "first": { "applicationUrl": "http://localhost:5001", "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Staging" } } } }""";

        var web = await Evaluated.EnvironmentAsync(Add(_ => { }, settings), Token);
        var without = await Evaluated.EnvironmentAsync(Add(options => options.ExcludeKestrelEndpoints = true, settings, "without"), Token);

        Assert.Equal(("http://*:6001", "http://localhost:6002"), (web["Kestrel__Endpoints__Public__Url"], web["Kestrel__Endpoints__Admin__Url"]));
        Assert.DoesNotContain("ASPNETCORE_URLS", web.Keys);
        Assert.Equal("http://localhost:5001", without["ASPNETCORE_URLS"]);
    }

    [Fact]
    public void A_project_may_bring_its_profiles_itself()
    {
        var web = _application.Builder.AddProject<WithSettings>("web", "chosen");

        Assert.Equal("http", Assert.Single(Endpoints(web)).Name);
        Assert.Empty(Endpoints(_application.Builder.AddProject<WithSettings>("none", launchProfileName: null)));
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await _application.DisposeAsync();
    }

    private string ProjectFile => Path.Combine(_folder.FullName, "Web.csproj");

    private static IEnumerable<EndpointAnnotation> Endpoints(IResourceBuilder<ProjectResource> web) => web.Resource.Annotations.OfType<EndpointAnnotation>();

    private IResourceBuilder<ProjectResource> Add(Action<ProjectResourceOptions> configure, string settings, string name = "web")
    {
        File.WriteAllText(ProjectFile, "<Project />");
        File.WriteAllText(Path.Combine(_folder.CreateSubdirectory("Properties").FullName, "launchSettings.json"), settings);
        return _application.Builder.AddProject(name, ProjectFile, configure);
    }

    private sealed class WithSettings : IBuiltProject
    {
        public string ProjectPath => "/tmp/Nowhere/Web.csproj";

        public string ExecutablePath => "/tmp/Nowhere/Web";

        public LaunchSettings LaunchSettings => new() { Profiles = { ["other"] = IisProfile, ["chosen"] = new LaunchProfile { ApplicationUrl = "http://localhost:0" } } };
    }
}
