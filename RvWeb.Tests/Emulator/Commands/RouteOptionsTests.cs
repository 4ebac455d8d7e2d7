using RvWeb.Emulator.Commands;
using RvWeb.Emulator.Hosting;

namespace RvWeb.Tests.Emulator.Commands;

public sealed class RouteOptionsTests
{
    [Fact]
    public void Routes_lead_to_their_function_or_to_another_one()
    {
        var (options, error) = Read(
            "--function", "pets", "--command", "node", "--http-api", "1", "--http-api-route", "GET /pets/{id}", "--http-api-route", "$default=rest",
            "--function", "rest", "--command", "node", "--rest-api", "2", "--rest-api-route", " ANY  /{proxy+} = pets ");

        Assert.Null(error);
        Assert.Equal([("GET /pets/{id}", "pets"), ("$default", "rest")], options!.FrontDoors[0].Routes.Select(route => (route.Key, route.Function)));
        Assert.Equal([("ANY /{proxy+}", "pets")], options.FrontDoors[1].Routes.Select(route => (route.Key, route.Function)));
    }

    [Theory]
    [InlineData("--http-api-route", "/pets", "a route is a method and a path, such as \"GET /pets/{id}\", or $default.")]
    [InlineData("--http-api-route", "FETCH /pets", "'FETCH' is no method of a route; there are ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT.")]
    [InlineData("--http-api-route", "GET pets", "a path begins with a slash.")]
    [InlineData("--http-api-route", "GET /{proxy+}/x", "{proxy+} takes all that follows, so it must be the last segment.")]
    [InlineData("--http-api-route", "GET /{id}/{id}", "{id} is there twice.")]
    [InlineData("--http-api-route", "GET /a{id}", "'a{id}' is neither a literal segment nor a variable such as {id} or {proxy+}.")]
    [InlineData("--http-api-route", "GET /a//b", "'' is neither a literal segment nor a variable such as {id} or {proxy+}.")]
    [InlineData("--http-api-route", "GET /{proxy++}", "'{proxy++}' is neither a literal segment nor a variable such as {id} or {proxy+}.")]
    [InlineData("--http-api-route", "GET /{}", "'{}' is neither a literal segment nor a variable such as {id} or {proxy+}.")]
    [InlineData("--http-api-route", "GET /a=", "no function stands after the '='.")]
    [InlineData("--http-api-route", "GET /a=nobody", "there is no function nobody; use pets.")]
    [InlineData("--rest-api-route", "$default", "a REST API has no $default; use \"ANY /{proxy+}\".")]
    public void What_is_no_route_is_told_with_the_reason(string option, string route, string reason) =>
        Assert.Equal($"{option} \"{route}\": {reason}", Read("--function", "pets", "--command", "node", "--http-api", "1", "--rest-api", "2", option, route).Error);

    [Fact]
    public void A_route_is_there_once() => Assert.Equal(
        "--http-api-route \"GET /a=pets\": GET /a is there twice; leave one out.",
        Read("--function", "pets", "--command", "node", "--http-api", "1", "--http-api-route", "GET /a", "--http-api-route", "GET /a=pets").Error);

    [Fact]
    public void A_route_needs_its_API() => Assert.StartsWith(
        "--http-api-route GET /a: --http-api is missing", Read("--function", "pets", "--command", "node", "--http-api-route", "GET /a").Error!, StringComparison.Ordinal);

    private static (EmulatorOptions? Options, string? Error) Read(params string[] arguments)
    {
        var line = new EmulatorCommandLine(new EmulatorOptionSet(), name => name == "PATH" ? Environment.GetEnvironmentVariable(name) : null, "/", () => "");
        var options = line.Read(arguments, out var error, out _);
        return (options, error);
    }
}
