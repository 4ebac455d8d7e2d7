using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using RvWeb.Aspire.Hosting;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Aspire;

/// <summary>APIs and load balancers in front of functions, on the real emulator.</summary>
public sealed class FunctionDoorTests : IAsyncDisposable
{
    private const int Limit = 60_000;
    private const string All = "/{proxy+}";

    private readonly ShellApplication _application = new();
    private readonly HttpClient _client = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IDistributedApplicationBuilder Builder => _application.Builder;

    [Fact(Timeout = Limit)]
    public async Task Each_door_sends_the_function_its_own_kind_of_event()
    {
        Builder.AddEmulator(BuiltProgram.PathOf("RvWeb.Emulator"), options: null);
        var (first, second) = (Function("first"), Function("second"));
        var http = Builder.AddAWSAPIGatewayEmulator("http", APIGatewayType.HttpV2).WithReference(first, Method.Any, All).WithReference(first, Method.Any, "/");
        var rest = Builder.AddAWSAPIGatewayEmulator("rest", APIGatewayType.Rest).WithReference(first, Method.Any, All);
        var old = Builder.AddAWSAPIGatewayEmulator("old", APIGatewayType.HttpV1).WithReference(second, Method.Any, All);
        var balancer = Builder.AddApplicationLoadBalancer("balancer", second);
        await _application.StartAsync(Token);
        foreach (var name in new[] { "http", "rest", "old", "balancer" })
            await _application.Notifications.WaitForResourceHealthyAsync(name, Token);

        Assert.Equal("2.0", (string?)(await EventAsync(http, "/seen"))["version"]);
        Assert.Equal("/prod/seen", (string?)(await EventAsync(rest, "/prod/seen"))["requestContext"]!["path"]);
        Assert.Equal("1.0", (string?)(await EventAsync(old, "/seen"))["version"]);
        Assert.NotNull((await EventAsync(balancer, "/seen"))["requestContext"]!["elb"]);
    }

    [Theory(Timeout = Limit)]
    [InlineData(APIGatewayType.HttpV2, "")]
    [InlineData(APIGatewayType.Rest, "/prod")]
    public async Task An_API_leads_each_route_to_its_function(APIGatewayType type, string stage)
    {
        Builder.AddEmulator(BuiltProgram.PathOf("RvWeb.Emulator"), options: null);
        var (first, second) = (Function("first"), Function("second"));
        var api = Builder.AddAWSAPIGatewayEmulator("api", type).WithReference(first, Method.Get, "/add/{x}/name").WithReference(second, Method.Any, All);
        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceHealthyAsync("api", Token);

        Assert.Equal("first", await TextAsync(api, stage + "/add/1/name"));
        Assert.Equal("second", await TextAsync(api, stage + "/subtract/1/name"));
    }

    [Fact]
    public void What_an_API_cannot_be_is_refused_where_it_is_said()
    {
        Builder.AddEmulator("emulator", options: null);
        var function = Function("first");
        var api = Builder.AddAWSAPIGatewayEmulator("api", APIGatewayType.HttpV2).WithReference(function, Method.Any, All);
        var twin = Builder.AddAWSAPIGatewayEmulator("twin", APIGatewayType.HttpV1);

        Assert.Equal("'api' has the route 'Any /{proxy+}' already, to 'first': leave one out.", Refused(() => api.WithReference(Function("second"), Method.Any, All)));
        Assert.StartsWith("The function 'first' is the first of the HTTP API 'api' already", Refused(() => twin.WithReference(function, Method.Any, All)), StringComparison.Ordinal);
        Assert.StartsWith("The API 'tls' is served on http only", Refused(() => Builder.AddAWSAPIGatewayEmulator(
            "tls", APIGatewayType.HttpV2, new APIGatewayEmulatorOptions { DisableHttpsEndpoint = false })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_has_one_load_balancer()
    {
        Builder.AddEmulator("emulator", options: null);
        var function = Function("first");
        Builder.AddApplicationLoadBalancer("balancer", function);

        Assert.Equal("The function 'first' has the load balancer 'balancer' already: leave out 'other'.", Refused(() => Builder.AddApplicationLoadBalancer("other", function)));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
    }

    private static string Refused(Func<object> call) => Assert.Throws<DistributedApplicationException>(call).Message;

    private IResourceBuilder<LambdaProjectResource> Function(string name) => Builder.AddAWSLambdaFunction<DoorsFunction>(name, "handler");

    private async Task<JsonNode> EventAsync<T>(IResourceBuilder<T> door, string path)
        where T : IResourceWithEndpoints => JsonNode.Parse(await TextAsync(door, path))!;

    private Task<string> TextAsync<T>(IResourceBuilder<T> door, string path)
        where T : IResourceWithEndpoints => _client.GetStringAsync(new Uri(door.GetEndpoint("http").Url + path), Token);
}
