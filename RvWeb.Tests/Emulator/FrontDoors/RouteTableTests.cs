using RvWeb.Emulator.ApiGateway;

namespace RvWeb.Tests.Emulator.FrontDoors;

/// <summary>Source: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html.</summary>
public sealed class RouteTableTests
{
    private static readonly RouteTable Pets = new([.. new[]
    {
        "$default", "ANY /{proxy+}", "GET /pets/{proxy+}", "ANY /pets/{id}", "GET /pets/{id}", "GET /pets/new", "GET /{kind}/new", "POST /pets", "GET /",
    }.Select(Route)]);

    [Theory]
    [InlineData("GET", "/", "GET /")]
    [InlineData("GET", "/pets/new", "GET /pets/new")]
    [InlineData("GET", "/dogs/new", "GET /{kind}/new")]
    [InlineData("GET", "/pets/6", "GET /pets/{id}")]
    [InlineData("PUT", "/pets/6", "ANY /pets/{id}")]
    [InlineData("PUT", "/pets/new", "ANY /pets/{id}")]
    [InlineData("GET", "/pets/6/photos", "GET /pets/{proxy+}")]
    [InlineData("PUT", "/pets/6/photos", "ANY /{proxy+}")]
    [InlineData("POST", "/pets/", "POST /pets")]
    [InlineData("GET", "/pets", "ANY /{proxy+}")]
    [InlineData("GET", "/PETS/new/x", "ANY /{proxy+}")]
    [InlineData("POST", "/", "$default")]
    public void The_most_specific_route_takes_a_request(string method, string path, string key) =>
        Assert.Equal(key, Pets.Find(method, path)!.Route.Key);

    [Theory]
    [InlineData("/pets/{id}/photos/{photo}", "/pets/6/photos/a%2Fb%20c", "id=6;photo=a/b c")]
    [InlineData("/files/{proxy+}", "/files/a/b%20c/d", "proxy=a/b c/d")]
    [InlineData("/files/{proxy+}", "/files", null)]
    [InlineData("/pets/{id}", "/pets/6/photos", null)]
    [InlineData("/", "/", "")]
    public void Variables_are_decoded(string template, string path, string? expected)
    {
        var match = new RouteTable([Route("GET " + template)]).Find("GET", path);

        Assert.Equal(expected, match is null ? null : string.Join(';', match.Parameters.Select(parameter => $"{parameter.Key}={parameter.Value}")));
    }

    [Fact]
    public void Where_no_route_is_the_answer_names_those_there_are()
    {
        var table = new RouteTable([Route("GET /pets"), Route("POST /pets=other")]);

        Assert.Null(table.Find("DELETE", "/pets"));
        Assert.Equal("no route takes DELETE /pets; there are GET /pets, POST /pets.", table.Missing("DELETE", "/pets"));
    }

    private static ApiRoute Route(string text) => ApiRoute.TryParse(text, "pets", out var route, out var problem) ? route : throw new FormatException(problem);
}
