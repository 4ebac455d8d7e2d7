using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Hosting;
using RvWeb.Aspire.Launching;

namespace RvWeb.Tests.Aspire.Model;

public sealed class ReplicaTests : IAsyncDisposable
{
    private const int Limit = 60_000;

    private readonly ShellApplication _application = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Each_replica_has_a_port_of_its_own_behind_the_projects_and_the_projects_name_in_telemetry()
    {
        var web = _application.Builder.AddProject<Script>("web").WithHttpEndpoint(env: "PORT").WithReplicas(2);
        var http = web.GetEndpoint("http");
        web.WithArgs("--port", http.Property(EndpointProperty.TargetPort)).WithArgs(context => context.Args.Add(ReferenceExpression.Create($"url={http}")));
        var client = _application.Shell("client", "exec sleep 1000").WaitFor(web);

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceHealthyAsync(client.Resource.Name, Token);

        _application.Builder.Configuration[OtlpVariables.EndpointKey] = "http://localhost:1"; // as if there were a dashboard
        var ports = new HashSet<int> { http.Port };
        foreach (var replica in (string[])["web-1", "web-2"])
        {
            Assert.True(_application.Notifications.TryGetCurrentState(replica, out var state));
            var port = new EndpointReference((IResourceWithEndpoints)state.Resource, "http").Port;
            Assert.True(ports.Add(port));
            await _application.WroteAsync(replica, $"{port} http://localhost:{port} --port {port} url=http://localhost:{http.Port}", Token);
            var variables = await ResourceEnvironment.EvaluateAsync(state.Resource, _application.Builder.ExecutionContext, Token);
            Assert.Equal("web", variables["OTEL_SERVICE_NAME"].Text);
            Assert.Equal("web", Assert.Single(state.Snapshot.Relationships, relation => relation.Type == "Parent").ResourceName);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task The_project_is_as_well_as_its_worst_replica_and_commands_it_all()
    {
        _application.Builder.AddProject<Script>("web").WithReplicas(2);
        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceHealthyAsync("web", Token);

        Assert.True((await _application.Commands.ExecuteCommandAsync("web-2", "stop", Token)).Success);
        await _application.Notifications.WaitForResourceAsync("web", KnownResourceStates.Exited, Token);
        Assert.Equal("1 of 2 replicas: start.", (await _application.Commands.ExecuteCommandAsync("web", "start", Token)).Message);
        await _application.Notifications.WaitForResourceAsync("web", KnownResourceStates.Running, Token); // its state of before is still known
        Assert.Equal("2 of 2 replicas: stop.", (await _application.Commands.ExecuteCommandAsync("web", "stop", Token)).Message);
        await _application.Notifications.WaitForResourceAsync("web", KnownResourceStates.Exited, Token);
    }

    [Fact]
    public async Task An_endpoint_without_a_proxy_cannot_serve_replicas()
    {
        _application.Builder.AddProject<Script>("web").WithHttpEndpoint(port: 80, isProxied: false).WithReplicas(2);

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => _application.StartAsync(Token));

        Assert.Equal("The endpoint 'http' of 'web' cannot serve replicas: leave out targetPort and isProxied, each replica needs a port of its own.", refused.Message);
    }

    [Fact]
    public void None_is_no_number_of_replicas() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _application.Builder.AddProject<Script>("web").WithReplicas(0));

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private sealed class Script : IBuiltProject
    {
        public string ProjectPath => Path.ChangeExtension(ExecutablePath, "csproj");

        public string ExecutablePath => Path.Combine(AppContext.BaseDirectory, "Aspire", "Model", "replica.sh");
    }
}
