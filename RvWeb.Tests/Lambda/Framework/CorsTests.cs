using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class CorsTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : CorsTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : CorsTests(TestedHost.Function);

    private Task<FrameworkApp> StartAsync() => host.StartAsync(
        builder => builder.Services.AddCors(options => options.AddDefaultPolicy(policy =>
            policy.WithOrigins("https://shop.example").WithMethods("PUT").WithHeaders("x-shop").AllowCredentials())),
        app =>
        {
            app.UseCors();
            app.MapPut("/", () => "x");
        });

    private static System.Text.Json.Nodes.JsonObject Preflight(string origin) => FrameworkApp.Get("/").WithMethod("OPTIONS")
        .With("origin", origin).With("access-control-request-method", "PUT").With("access-control-request-headers", "x-shop");

    [Fact(Timeout = 10_000)]
    public async Task A_preflight_is_answered_without_the_endpoint()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(Preflight("https://shop.example"));

        Assert.Equal((204, "https://shop.example", "PUT"), (answer.Status, answer.Header("access-control-allow-origin"), answer.Header("access-control-allow-methods")));
        Assert.Equal(("x-shop", "true"), (answer.Header("access-control-allow-headers"), answer.Header("access-control-allow-credentials")));
    }

    [Fact(Timeout = 10_000)]
    public async Task An_origin_that_is_not_allowed_gets_no_leave()
    {
        await using var app = await StartAsync();

        Assert.Null((await app.SendAsync(Preflight("https://other.example"))).Header("access-control-allow-origin"));
    }
}
