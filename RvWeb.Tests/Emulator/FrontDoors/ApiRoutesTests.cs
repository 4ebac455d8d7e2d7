using System.Net;
using RvWeb.Emulator.ApiGateway;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Tests.Emulator.FrontDoors;

/// <summary>APIs with routes to two functions, over real HTTP.</summary>
public sealed class ApiRoutesTests
{
    private const int Limit = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Limit)]
    [InlineData("httpApi")]
    [InlineData("httpApi1")]
    [InlineData("restApi")]
    public async Task Each_route_leads_to_its_function(string kind)
    {
        await using var emulator = await StartAsync(kind);
        using var door = emulator.Open(Kind(kind));

        Assert.Equal("pets", await door.GetStringAsync(DoorRequests.At("pets/6/name"), Token));
        Assert.Equal("others", await door.GetStringAsync(DoorRequests.At("dogs/name"), Token));
    }

    [Theory(Timeout = Limit)]
    [InlineData("httpApi", HttpStatusCode.NotFound, """{"message":"Not Found"}""")]
    [InlineData("restApi", HttpStatusCode.Forbidden, """{"message":"Missing Authentication Token"}""")]
    public async Task What_no_route_takes_reaches_no_function(string kind, HttpStatusCode status, string body)
    {
        await using var emulator = await StartAsync(kind);
        using var door = emulator.Open(Kind(kind));

        using var response = await door.DeleteAsync(DoorRequests.At("dogs/name"), Token);

        Assert.Equal((status, body), (response.StatusCode, await response.TextAsync(Token)));
        await emulator.Output.NextAsync("no route takes DELETE", Token);
        Assert.Empty(emulator.Environments);
    }

    [Fact(Timeout = Limit)]
    public async Task The_event_names_route_and_parameters()
    {
        await using var emulator = await StartAsync("httpApi");
        using var door = emulator.Open(FrontDoorKind.HttpApi);

        var seen = await door.SeenAsync("/pets/a%20b/seen", Token);

        Assert.Equal(("GET /pets/{id}/{what}", "GET /pets/{id}/{what}"), (seen.Text("routeKey"), seen["requestContext"]!.Text("routeKey")));
        Assert.Equal(("a b", "seen"), (seen["pathParameters"]!.Text("id"), seen["pathParameters"]!.Text("what")));
    }

    [Theory(Timeout = Limit)]
    [InlineData("httpApi1", "/pets/a%20b/seen")]
    [InlineData("restApi", "/prod/pets/a%20b/seen")]
    public async Task Format_1_names_the_resource_and_parameters(string kind, string path)
    {
        await using var emulator = await StartAsync(kind);
        using var door = emulator.Open(Kind(kind));

        var seen = await door.SeenAsync(path, Token);

        Assert.Equal(("/pets/{id}/{what}", "/pets/{id}/{what}"), (seen.Text("resource"), seen["requestContext"]!.Text("resourcePath")));
        Assert.Equal("a b", seen["pathParameters"]!.Text("id"));
    }

    private static FrontDoorKind Kind(string kind) => kind == "restApi" ? FrontDoorKind.RestApi : FrontDoorKind.HttpApi;

    private static Task<RunningEmulator> StartAsync(string kind) => RunningEmulator.StartAsync(
        [DoorRequests.Function with { Name = "pets" }, DoorRequests.Function with { Name = "others" }], Token, time: null,
        door => door.Kind == Kind(kind)
            ? door with { Routes = [Route("GET /pets/{id}/{what}"), Route("GET /{proxy+}=others")], PayloadFormat = kind == "httpApi1" ? PayloadFormat.Version1 : PayloadFormat.Version2 }
            : door,
        Kind(kind));

    private static ApiRoute Route(string text) => ApiRoute.TryParse(text, "pets", out var route, out var problem) ? route : throw new FormatException(problem);
}
