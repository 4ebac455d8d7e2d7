using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class HealthChecksTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : HealthChecksTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : HealthChecksTests(TestedHost.Function);

    [Theory(Timeout = 10_000)]
    [InlineData(HealthStatus.Healthy, 200)]
    [InlineData(HealthStatus.Unhealthy, 503)]
    public async Task A_health_check_says_how_it_is(HealthStatus health, int status)
    {
        await using var app = await host.StartAsync(
            builder => builder.Services.AddHealthChecks().AddCheck("shop", () => new HealthCheckResult(health)),
            app => app.MapHealthChecks("/health"));

        var answer = await app.SendAsync(FrameworkApp.Get("/health"));

        Assert.Equal((status, health.ToString(), "no-store, no-cache"), (answer.Status, answer.Text(), answer.Header("cache-control")));
    }
}
