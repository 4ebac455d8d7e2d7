using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class RateLimitingTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : RateLimitingTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : RateLimitingTests(TestedHost.Function);

    private Task<FrameworkApp> StartAsync() => host.StartAsync(
        builder => builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
                    rejected.HttpContext.Response.Headers.RetryAfter = after.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            options.AddPolicy("client", context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress,
                _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromHours(1), AutoReplenishment = false }));
        }),
        app =>
        {
            app.UseRateLimiter();
            app.MapGet("/", () => "x").RequireRateLimiting("client");
        });

    [Fact(Timeout = 10_000)]
    public async Task A_second_call_within_the_window_is_429_and_says_when_to_come_again()
    {
        await using var app = await StartAsync();

        var (first, second) = (await app.SendAsync(FrameworkApp.Get("/")), await app.SendAsync(FrameworkApp.Get("/")));

        Assert.Equal((200, 429), (first.Status, second.Status));
        Assert.Equal("3600", second.Header("retry-after"));
    }

    [Fact(Timeout = 10_000)]
    public async Task Each_client_address_has_its_own_window()
    {
        await using var app = await StartAsync();
        var other = FrameworkApp.Get("/");
        other["requestContext"]!["http"]!["sourceIp"] = "203.0.113.8";
        await app.SendAsync(FrameworkApp.Get("/"));

        Assert.Equal(200, (await app.SendAsync(other)).Status);
    }
}
