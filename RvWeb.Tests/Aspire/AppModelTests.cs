using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Launching;
using RvWeb.Aspire.Running;

namespace RvWeb.Tests.Aspire;

public sealed class AppModelTests : IAsyncDisposable
{
    private readonly ShellApplication _application = new();

    [Fact]
    public async Task Environment_callbacks_run_in_order_and_the_last_word_wins()
    {
        var resource = _application.Shell("shell", "true")
            .WithEnvironment("A", "first")
            .WithEnvironment("B", () => "function")
            .WithEnvironment(context => context.EnvironmentVariables["A"] = $"{context.EnvironmentVariables["A"]}, second")
            .WithEnvironment("C", (string?)null);

        Assert.Equal(
            new Dictionary<string, string> { ["A"] = "first, second", ["B"] = "function", ["C"] = "" },
            await EvaluateAsync(resource));
    }

    [Fact]
    public async Task An_interpolated_endpoint_becomes_its_address_when_the_resource_starts()
    {
        var server = _application.Shell("server", "true").WithHttpEndpoint(port: 1234);
        var endpoint = server.GetEndpoint("http");
        var client = _application.Shell("client", "true")
            .WithEnvironment("URL", $"{endpoint}/path{{}}?port={endpoint.Property(EndpointProperty.Port)}")
            .WithEnvironment("PLAIN", endpoint);

        Allocate(server, 4321);

        var variables = await EvaluateAsync(client);
        Assert.Equal("http://localhost:4321/path{}?port=4321", variables["URL"]);
        Assert.Equal("http://localhost:4321", variables["PLAIN"]);
    }

    [Fact]
    public void A_reference_expression_can_be_named_before_its_value_is_known()
    {
        var endpoint = _application.Shell("server", "true").WithHttpEndpoint().GetEndpoint("http");

        var expression = ReferenceExpression.Create($"{endpoint}/a");

        Assert.Equal("{server.bindings.http.url}/a", expression.ValueExpression);
        Assert.Equal("{0}/a", expression.Format);
    }

    [Fact]
    public async Task Arguments_may_be_values()
    {
        var server = _application.Shell("server", "true").WithHttpEndpoint();
        var client = _application.Builder.AddExecutable("client", "curl", ".").WithArgs("-s", server.GetEndpoint("http"));
        Allocate(server, 1111);

        Assert.Equal(["-s", "http://localhost:1111"], await ResourceEnvironment.EvaluateArgumentsAsync(client.Resource, TestContext.Current.CancellationToken));
        Assert.Equal("/tmp", client.Resource.WorkingDirectory);
    }

    [Fact]
    public async Task A_reference_tells_addresses_as_service_discovery_reads_them()
    {
        var project = _application.Builder.AddResource(new ProjectResource("back-end")).WithHttpEndpoint();
        Allocate(project, 2222);
        var client = _application.Shell("client", "true").WithReference(project);

        var variables = await EvaluateAsync(client);

        Assert.Equal("http://localhost:2222", variables["services__back-end__http__0"]);
        Assert.Equal("http://localhost:2222", variables["BACK_END_HTTP"]);
    }

    [Fact]
    public async Task A_project_hears_where_to_listen_and_nothing_about_telemetry_without_a_dashboard()
    {
        var project = _application.Builder.AddProject<Built>("web").WithHttpEndpoint(env: "PORT");
        Allocate(project, 3333);

        var variables = await EvaluateAsync(project);

        Assert.Equal("http://localhost:3333", variables["ASPNETCORE_URLS"]);
        Assert.Equal("3333", variables["PORT"]);
        Assert.Equal("Development", variables["ASPNETCORE_ENVIRONMENT"]);
        Assert.DoesNotContain(variables, variable => variable.Key.StartsWith("OTEL_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_dashboard_a_project_exports_under_its_resource_name()
    {
        _application.Builder.Configuration[OtlpVariables.EndpointKey] = "http://localhost:4318";

        var variables = await EvaluateAsync(_application.Builder.AddProject<Built>("web"));

        Assert.Equal("http://localhost:4318", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("http/protobuf", variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("web", variables["OTEL_SERVICE_NAME"]);
        Assert.Matches("^service\\.instance\\.id=[a-z0-9]{8}$", variables["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_HEADERS", variables.Keys);
    }

    [Fact]
    public async Task With_a_dashboard_that_asks_for_a_key_a_project_sends_it()
    {
        _application.Builder.Configuration[OtlpVariables.EndpointKey] = "http://localhost:4318";
        _application.Builder.Configuration[OtlpVariables.HeadersKey] = "x-otlp-api-key=secret";

        var variables = await EvaluateAsync(_application.Builder.AddProject<Built>("web"));

        Assert.Equal("x-otlp-api-key=secret", variables["OTEL_EXPORTER_OTLP_HEADERS"]);
    }

    [Fact]
    public void Two_resources_cannot_have_one_name()
    {
        _application.Shell("same", "true");

        Assert.Throws<DistributedApplicationException>(() => _application.Shell("SAME", "true"));
    }

    [Theory]
    [InlineData("--wrong", "'--wrong'")]
    [InlineData("extra", "'extra'")]
    public void A_wrong_option_is_named(string argument, string expected) =>
        Assert.Contains(expected, new AppHostCommandLine([argument]).Error, StringComparison.Ordinal);

    [Fact]
    public void Nobody_waits_for_native_code_after_each_save()
    {
        var both = new AppHostCommandLine(["--watch", "--native"]);

        Assert.StartsWith("--watch and --native exclude each other", both.Error, StringComparison.Ordinal);
        Assert.False(both.Watch || both.Native);
        Assert.True(new AppHostCommandLine(["--native"]).Native);
    }

    [Fact]
    public void No_dashboard_is_an_option() => Assert.True(new AppHostCommandLine(["--no-dashboard"]).NoDashboard);

    [Fact]
    public void What_would_make_a_resource_listen_or_export_elsewhere_is_not_inherited()
    {
        var inherited = InheritedEnvironment.Of(new Dictionary<string, string>
        {
            ["PATH"] = "/bin",
            ["ASPNETCORE_URLS"] = "http://localhost:1",
            ["PORT"] = "1",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://elsewhere",
        });

        Assert.Equal(["PATH"], inherited.Keys);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Allocate(IResourceBuilder<IResourceWithEndpoints> resource, int port)
    {
        var endpoint = resource.Resource.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);
    }

    private static async Task<IReadOnlyDictionary<string, string>> EvaluateAsync(IResourceBuilder<IResource> builder) =>
        (await ResourceEnvironment.EvaluateAsync(builder.Resource, builder.ApplicationBuilder.ExecutionContext, TestContext.Current.CancellationToken))
            .ToDictionary(variable => variable.Key, variable => variable.Value.Text);

    private sealed class Built : RvWeb.Aspire.Hosting.IBuiltProject
    {
        public string ProjectPath => "/tmp/Built.csproj";

        public string ExecutablePath => "/tmp/Built";
    }
}
