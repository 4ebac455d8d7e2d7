using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Tests.Aspire.Model;

public sealed class EndpointTests : IAsyncDisposable
{
    private readonly ShellApplication _application = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(80, null, null, 80, 80, false)]
    [InlineData(null, 80, null, 80, 80, false)]
    [InlineData(80, 80, null, 80, 80, false)]
    [InlineData(80, 8080, null, 80, 8080, true)]
    [InlineData(80, null, true, 80, null, true)]
    [InlineData(null, 8080, true, null, 8080, true)]
    public void A_proxy_stands_before_an_endpoint_that_asks_for_one_or_has_two_ports(
        int? port, int? targetPort, bool? isProxied, int? expectedPort, int? expectedTarget, bool expected)
    {
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, port: port, targetPort: targetPort, isProxied: isProxied);

        Assert.Equal((expectedPort, expectedTarget, expected), (endpoint.Port, endpoint.TargetPort, endpoint.IsProxied));
    }

    [Theory]
    [InlineData(80, 80, true, "The endpoint 'http' of 'server' is proxied, but port and targetPort are both 80: leave out isProxied or give another targetPort.")]
    [InlineData(80, 8080, false, "The endpoint 'http' of 'server' is not proxied, but its targetPort differs from 80: leave out isProxied or targetPort.")]
    public async Task Ports_that_contradict_the_proxy_are_refused(int port, int targetPort, bool isProxied, string expected)
    {
        _application.Shell("server", "true").WithHttpEndpoint(port, targetPort, isProxied: isProxied);

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => _application.StartAsync(Token));

        Assert.Equal(expected, refused.Message);
    }

    [Fact]
    public async Task The_older_overloads_mean_the_same()
    {
        var server = _application.Shell("server", "true")
            .WithHttpEndpoint(80, 8080, "a", "A", true)
            .WithHttpsEndpoint(81, 8081, "b", "B", true)
            .WithEndpoint(82, 8082, "tcp", "c", "C", true, true)
            .WithEndpoint(83, 8083, "udp", "d", "D", true, false, ProtocolType.Udp);

        var endpoints = server.Resource.Annotations.OfType<EndpointAnnotation>().ToList();
        var variables = await Evaluated.EnvironmentAsync(server, Token);

        Assert.Equal(["http", "https", "tcp", "udp"], endpoints.Select(endpoint => endpoint.UriScheme));
        Assert.Equal(["8080", "8081", "8082", "8083"], ((string[])["A", "B", "C", "D"]).Select(name => variables[name]));
        Assert.Equal([false, false, true, false], endpoints.Select(endpoint => endpoint.IsExternal));
        Assert.Equal(ProtocolType.Udp, endpoints[3].Protocol);
    }

    [Fact]
    public async Task Parts_of_an_address_are_values_too()
    {
        var server = _application.Shell("server", "true").WithHttpsEndpoint(port: 443, targetPort: 8443);
        var endpoint = server.GetEndpoint("https");
        var client = _application.Shell("client", "true");
        foreach (var property in Enum.GetValues<EndpointProperty>())
            client.WithEnvironment($"{property}", endpoint.Property(property));

        var variables = await Evaluated.EnvironmentAsync(client, Token);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Url"] = "https://localhost:443",
                ["Host"] = "localhost",
                ["IPV4Host"] = "127.0.0.1",
                ["Port"] = "443",
                ["Scheme"] = "https",
                ["TargetPort"] = "8443",
                ["HostAndPort"] = "localhost:443",
                ["TlsEnabled"] = "True",
            },
            variables);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
