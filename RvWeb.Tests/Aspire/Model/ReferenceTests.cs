using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Tests.Aspire.Model;

public sealed class ReferenceTests : IAsyncDisposable
{
    private const int Limit = 60_000;

    private readonly ShellApplication _application = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_is_told_under_its_scheme_or_its_own_name_unless_it_is_excluded()
    {
        var api = Service("api-1").WithHttpEndpoint(port: 1001).WithHttpsEndpoint(port: 1002).WithHttpEndpoint(port: 1003, name: "admin")
            .WithHttpEndpoint(port: 1004, name: "metrics").WithEndpoint("metrics", endpoint => endpoint.ExcludeReferenceEndpoint = true)
            .WithHttpEndpoint(port: 1005, name: "upgraded").WithEndpoint("upgraded", endpoint => (endpoint.Name, endpoint.UriScheme) = ("HTTP2", "https"));

        var variables = await EnvironmentAsync(_application.Shell("client", "true").WithReference(api));

        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["API_1_ADMIN"] = "http://localhost:1003",
                ["API_1_HTTP"] = "http://localhost:1001",
                ["API_1_HTTP2"] = "https://localhost:1005",
                ["API_1_HTTPS"] = "https://localhost:1002",
                ["services__api-1__HTTP2__0"] = "https://localhost:1005",
                ["services__api-1__admin__0"] = "http://localhost:1003",
                ["services__api-1__http__0"] = "http://localhost:1001",
                ["services__api-1__https__0"] = "https://localhost:1002",
            },
            variables);
    }

    [Fact]
    public async Task An_http_endpoint_made_https_is_found_under_https_beside_the_other()
    {
        var api = Service("api").WithHttpsEndpoint(port: 1002).WithHttpEndpoint(port: 1001).WithEndpoint("http", endpoint => endpoint.UriScheme = "https");

        var variables = await EnvironmentAsync(_application.Shell("client", "true").WithReference(api));

        Assert.Equal(("https://localhost:1002", "https://localhost:1001"), (variables["services__api__https__0"], variables["services__api__https__1"]));
    }

    [Fact]
    public async Task An_endpoint_asked_for_twice_is_told_once_and_an_excluded_one_if_it_is_asked_for()
    {
        var api = Service("api").WithHttpEndpoint(port: 1001).WithHttpEndpoint(port: 1002, name: "admin").WithEndpoint("admin", endpoint => endpoint.ExcludeReferenceEndpoint = true);

        var variables = await EnvironmentAsync(_application.Shell("client", "true")
            .WithReference(api).WithReference(api.GetEndpoint("http")).WithReference(api.GetEndpoint("admin")));

        Assert.Equal(["API_ADMIN", "API_HTTP", "services__api__admin__0", "services__api__http__0"], variables.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_reference_may_have_a_name_of_its_own()
    {
        var api = Service("api").WithHttpEndpoint(port: 1001);

        var variables = await EnvironmentAsync(_application.Shell("client", "true").WithReference(api, "back-end"));

        Assert.Equal(["back_end_HTTP", "services__back-end__http__0"], variables.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_address_that_is_no_resource_is_told_under_default()
    {
        var variables = await EnvironmentAsync(_application.Shell("client", "true").WithReference("cdn-1", new Uri("https://example.org/")));

        Assert.Equal(("https://example.org/", "https://example.org/"), (variables["services__cdn-1__default__0"], variables["cdn_1"]));
    }

    [Theory]
    [InlineData("/relative")]
    [InlineData("https://example.org/?query")]
    [InlineData("https://example.org/#fragment")]
    public void An_address_that_cannot_be_a_service_is_refused(string address)
    {
        var client = _application.Shell("client", "true");

        var refused = Assert.Throws<InvalidOperationException>(() => client.WithReference("cdn", new Uri(address, UriKind.RelativeOrAbsolute)));

        Assert.Equal($"'{address}' cannot be the address of 'cdn': use an absolute one without ? and #.", refused.Message);
    }

    [Fact(Timeout = Limit)]
    public async Task An_external_service_runs_and_is_told_by_its_scheme_even_if_its_address_is_a_parameter()
    {
        var parameter = _application.Builder.AddParameter("address", "http://localhost:7");
        var known = _application.Builder.AddExternalService("cdn", "https://example.org");
        var given = _application.Builder.AddExternalService("other-cdn", parameter);
        var client = _application.Shell("client", "echo $CDN $OTHER_CDN_HTTP $PLAIN $services__cdn__https__0")
            .WithReference(known).WithReference(given).WithEnvironment("PLAIN", given);

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceHealthyAsync("other-cdn", Token);
        await _application.Notifications.WaitForResourceAsync("client", KnownResourceStates.Finished, Token);
        await _application.WroteAsync("client", "https://example.org/ http://localhost:7/ http://localhost:7/ https://example.org/", Token);

        Assert.Equal("http://localhost:7/", (await EnvironmentAsync(client))["services__other-cdn__http__0"]); // a shell drops such a name
        Assert.True(_application.Notifications.TryGetCurrentState("cdn", out var state));
        Assert.Equal(("External service", "https://example.org/"), (state.Snapshot.ResourceType, Assert.Single(state.Snapshot.Urls).Url));
    }

    [Fact(Timeout = Limit)]
    public async Task An_external_service_whose_parameter_is_no_address_says_so()
    {
        _application.Builder.AddExternalService("cdn", _application.Builder.AddParameter("address", "nowhere"));

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("cdn", KnownResourceStates.FailedToStart, Token);

        Assert.Equal(["'nowhere' cannot be the address of the external service 'cdn': use an absolute one without ? and #."], _application.Console("cdn"));
    }

    [Fact]
    public async Task Connection_strings_come_from_the_configuration_or_from_other_values()
    {
        _application.Builder.Configuration["ConnectionStrings:main"] = "Host=there";
        var api = Service("api").WithHttpEndpoint(port: 1001);
        var main = _application.Builder.AddConnectionString("main");
        var special = _application.Builder.AddConnectionString("special", "DATABASE_URL");
        var made = _application.Builder.AddConnectionString("made", ReferenceExpression.Create($"Url={api.GetEndpoint("http")};Text={{}}"));
        var built = _application.Builder.AddConnectionString("built", parts => parts.Append($"Port={api.GetEndpoint("http").Property(EndpointProperty.Port)}"));
        _application.Builder.Configuration["ConnectionStrings:special"] = "x";

        var variables = await EnvironmentAsync(_application.Shell("client", "true")
            .WithReference(main, connectionName: "renamed").WithReference(special).WithReference(made).WithReference(built).WithEnvironment("MAIN", main));

        Assert.Equal("Host=there", variables["ConnectionStrings__renamed"]);
        Assert.Equal("x", variables["DATABASE_URL"]);
        Assert.Equal("Url=http://localhost:1001;Text={}", variables["ConnectionStrings__made"]);
        Assert.Equal("Port=1001", variables["ConnectionStrings__built"]);
        Assert.Equal("Host=there", variables["MAIN"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_missing_connection_string_stops_who_needs_it_and_says_where_to_put_it()
    {
        var missing = _application.Builder.AddConnectionString("main");
        _application.Shell("needs", "echo started").WithReference(missing);
        _application.Shell("copes", "echo started").WithReference(missing, optional: true);

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("needs", KnownResourceStates.FailedToStart, Token);
        await _application.Notifications.WaitForResourceAsync("main", KnownResourceStates.ValueMissing, Token);
        await _application.WroteAsync("copes", "started", Token);

        Assert.Equal(
            ["The connection string 'main' has no value: set the environment variable ConnectionStrings__main, or run `dotnet user-secrets set ConnectionStrings:main VALUE` in the AppHost's folder."],
            _application.Console("needs"));
    }

    [Fact]
    public async Task An_account_and_a_region_reach_the_AWS_SDK()
    {
        var config = _application.Builder.AddAWSSDKConfig().WithProfile("mine").WithRegion("eu-central-1");

        var variables = await EnvironmentAsync(_application.Shell("client", "true").WithReference(config));

        Assert.Equal(
            new SortedDictionary<string, string> { ["AWS_PROFILE"] = "mine", ["AWS_REGION"] = "eu-central-1", ["AWS__Profile"] = "mine", ["AWS__Region"] = "eu-central-1" },
            variables);
    }

    [Fact]
    public void Who_is_told_about_another_is_shown_with_it_once()
    {
        var api = Service("api").WithHttpEndpoint();
        var endpoint = api.GetEndpoint("http");
        var child = _application.Shell("child", "true");
        var client = _application.Shell("client", "true")
            .WithReference(api).WithReference(endpoint).WithEnvironment("A", endpoint).WithEnvironment("B", $"{endpoint}/b")
            .WaitFor(api).WithRelationship(api, "Owner").WithChildRelationship(child);

        Assert.Equal([("api", "Reference"), ("api", "WaitFor"), ("api", "Owner")], Relations(client));
        Assert.Equal([("client", "Parent")], Relations(child));
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static IEnumerable<(string, string)> Relations(IResourceBuilder<IResource> builder) =>
        builder.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(relation => (relation.Resource.Name, relation.Type));

    private static async Task<SortedDictionary<string, string>> EnvironmentAsync(IResourceBuilder<IResource> builder) =>
        new(new Dictionary<string, string>(await Evaluated.EnvironmentAsync(builder, Token)), StringComparer.Ordinal);

    private IResourceBuilder<ProjectResource> Service(string name) => _application.Builder.AddResource(new ProjectResource(name));
}
