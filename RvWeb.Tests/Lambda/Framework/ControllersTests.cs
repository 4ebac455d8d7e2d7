using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda.Framework;

/// <summary>MVC needs reflection, so this is for functions that are run by the JIT compiler.</summary>
public abstract class ControllersTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : ControllersTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : ControllersTests(TestedHost.Function);

    private Task<FrameworkApp> StartAsync() => host.StartAsync(
        builder => builder.Services.AddControllers(options => options.RespectBrowserAcceptHeader = true)
            .AddXmlSerializerFormatters().AddApplicationPart(typeof(OrdersController).Assembly),
        app => app.MapControllers());

    [Fact(Timeout = 20_000)]
    public async Task A_model_is_bound_from_route_query_and_body()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(FrameworkApp.Post("/orders/7", "application/json", """{"What":"grüß","Count":3}""").WithQuery("note=a%20b"));

        Assert.Equal((201, "https://abc.lambda-url.eu-central-1.on.aws/orders/7"), (answer.Status, answer.Header("location")));
        Assert.Equal("7 3 grüß a b", (string)answer.Json()["what"]!);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_model_that_is_not_valid_is_a_problem()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(FrameworkApp.Post("/orders/7", "application/json", """{"What":"tea","Count":11}"""));

        Assert.Equal((400, "application/problem+json; charset=utf-8"), (answer.Status, answer.Header("content-type")));
        Assert.NotNull(answer.Json()["errors"]!["Count"]);
    }

    [Theory(Timeout = 20_000)]
    [InlineData("application/json", "application/json; charset=utf-8", "{\"what\":\"tea\",\"count\":7}")]
    [InlineData("application/xml", "application/xml; charset=utf-8", "<Count>7</Count>")]
    public async Task The_client_says_what_it_accepts(string accepted, string type, string part)
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(FrameworkApp.Get("/orders/7").With("accept", accepted));

        Assert.Equal(type, answer.Header("content-type"));
        Assert.Contains(part, answer.Text(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_filter_runs_around_the_action()
    {
        await using var app = await StartAsync();

        Assert.Equal("Get 200", (await app.SendAsync(FrameworkApp.Get("/orders/7"))).Header("x-action"));
    }
}
