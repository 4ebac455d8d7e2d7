using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using RvWeb.Tests.EndToEnd;
using RvWeb.Web.Serving;

namespace RvWeb.Tests.Web;

public sealed class ServingTests
{
    private static (ServingOptions Options, IReadOnlyList<string> Errors) Read(string? port, string? rootPath, string? bind = null) => ServingOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection([new("PORT", port), new("ROOT_PATH", rootPath), new("BIND", bind)]).Build());

    [Theory]
    [InlineData(null, null, 8080, "")]
    [InlineData("0", "/", 0, "")]
    [InlineData("65535", "/shop/", 65535, "/shop")]
    public void Port_and_base_path_come_from_the_environment(string? port, string? rootPath, int expectedPort, string expectedPath)
    {
        var (options, errors) = Read(port, rootPath);

        Assert.Empty(errors);
        Assert.Equal((expectedPort, expectedPath), (options.Port, options.RootPath));
    }

    [Theory]
    [InlineData(null, "localhost")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("::", "[::]")]
    public void The_address_comes_from_the_environment(string? bind, string expected)
    {
        var (options, errors) = Read(null, null, bind);

        Assert.Empty(errors);
        Assert.Equal(expected, options.Host);
    }

    [Fact]
    public void A_wrong_address_is_named() =>
        Assert.Contains("BIND is 'all'", Assert.Single(Read(null, null, "all").Errors), StringComparison.Ordinal);

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("http")]
    public void A_wrong_port_is_named(string port) => Assert.Contains($"PORT is '{port}'", Assert.Single(Read(port, null).Errors), StringComparison.Ordinal);

    [Theory]
    [InlineData("shop")]
    [InlineData("/a?b")]
    [InlineData("//evil")]
    public void A_wrong_base_path_is_named(string path) =>
        Assert.Contains($"ROOT_PATH is '{path}'", Assert.Single(Read(null, path).Errors), StringComparison.Ordinal);

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Equal(3, Read("x", "x", "x").Errors.Count);

    [Fact(Timeout = 60_000)]
    public async Task A_taken_port_is_one_line_and_exit_code_2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = $"{((IPEndPoint)taken.LocalEndpoint).Port}";
        await using var web = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Web"), [], ("PORT", port));

        var lines = await web.AllLinesAsync(TestContext.Current.CancellationToken);

        Assert.Contains($"set PORT to another port than {port}", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Equal(2, (await web.Exited).ExitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_app_answers_below_its_base_path_on_whole_segments()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var web = new BuiltProgram(
            BuiltProgram.PathOf("RvWeb.Web"), [], ("ROOT_PATH", "/shop"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"));
        var address = (await web.LinesUntilAsync("Now listening on", cancellationToken))[^1].Split(' ')[^1];
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        Assert.Equal("Hello, World", await client.GetStringAsync(new Uri("/shop/hello", UriKind.Relative), cancellationToken));
        Assert.Contains("href=\"/shop/hello\"", await client.GetStringAsync(new Uri("/shop/", UriKind.Relative), cancellationToken), StringComparison.Ordinal);
        using var beside = await client.GetAsync(new Uri("/shophello", UriKind.Relative), cancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, beside.StatusCode);
    }
}
