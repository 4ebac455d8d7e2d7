using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Lambda.Events;

namespace RvWeb.Tests.Lambda.Framework;

/// <summary>Middleware that looks at scheme, host, path and connection, which are the front door's.</summary>
public abstract class FrontDoorMiddlewareTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : FrontDoorMiddlewareTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : FrontDoorMiddlewareTests(TestedHost.Function);

    /// <summary>The load balancer's listener in the samples that is plain HTTP has a test of its own.</summary>
    public static TheoryData<string> HttpsSamples => [.. SampleEvents.Names.Select(name => name.Data).Where(name => name != "alb")];

    [Theory(Timeout = 10_000)]
    [MemberData(nameof(HttpsSamples))]
    public async Task Behind_an_https_front_door_nothing_is_redirected_to_https(string sample)
    {
        await using var app = await host.StartAsync(
            builder => builder.Services.AddHttpsRedirection(options => options.HttpsPort = 443),
            app =>
            {
                app.UseHttpsRedirection();
                app.Run(context => context.Response.WriteAsync(context.Request.Scheme));
            });

        var answer = await app.AnswerAsync(SampleEvents.Parse(sample));

        Assert.Equal((200, "https"), ((int)answer["statusCode"]!, (string)answer["body"]!));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_load_balancers_plain_http_is_redirected_to_https_once()
    {
        await using var app = await host.StartAsync(
            builder => builder.Services.AddHttpsRedirection(options => options.HttpsPort = 443),
            app =>
            {
                app.UseHttpsRedirection();
                app.Run(context => context.Response.WriteAsync("x"));
            });
        var sent = SampleEvents.Parse("alb").With("x-forwarded-proto", "http").With("host", "shop.example");

        var redirected = FrontDoorAnswer.Read(await app.AnswerAsync(sent), FrontDoor.LoadBalancer);
        var followed = await app.AnswerAsync(sent.With("x-forwarded-proto", "https"));

        Assert.Equal(307, redirected.Status);
        Assert.StartsWith("https://shop.example/", redirected.Header("location"), StringComparison.Ordinal);
        Assert.Equal(200, (int)followed["statusCode"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task HSTS_is_sent()
    {
        await using var app = await host.StartAsync(
            _ => { },
            app =>
            {
                app.UseHsts();
                app.MapGet("/", () => "x");
            });

        Assert.Equal("max-age=2592000", (await app.SendAsync(FrameworkApp.Get("/"))).Header("strict-transport-security"));
    }

    [Theory(Timeout = 10_000)]
    [InlineData("/shop/tea", "/shop|/tea")]
    [InlineData("/shopping", "|/shopping")]
    public async Task A_base_path_is_taken_off_as_a_whole_segment(string path, string seen)
    {
        await using var app = await host.StartAsync(
            _ => { },
            app =>
            {
                app.UsePathBase("/shop");
                app.Run(context => context.Response.WriteAsync($"{context.Request.PathBase}|{context.Request.Path}"));
            });

        Assert.Equal(seen, (await app.SendAsync(FrameworkApp.Get(path))).Text());
    }

    [Fact(Timeout = 10_000)]
    public async Task Links_lead_back_through_base_path_and_host()
    {
        await using var app = await host.StartAsync(
            _ => { },
            app =>
            {
                app.UsePathBase("/shop");
                app.UseRouting();
                app.MapGet("/tea", (HttpContext context, LinkGenerator links) => links.GetUriByName(context, "tea")).WithName("tea");
            });

        Assert.Equal("https://abc.lambda-url.eu-central-1.on.aws/shop/tea", (await app.SendAsync(FrameworkApp.Get("/shop/tea"))).Text());
    }

    [Fact(Timeout = 10_000)]
    public async Task Forwarded_headers_of_a_client_do_not_count_by_themselves()
    {
        await using var app = await host.StartAsync(
            builder => builder.Services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedHost),
            app =>
            {
                app.UseForwardedHeaders();
                app.Run(context => context.Response.WriteAsync($"{context.Request.Host} {context.Connection.RemoteIpAddress}"));
            });

        var answer = await app.SendAsync(FrameworkApp.Get("/").With("x-forwarded-host", "evil.example").With("x-forwarded-for", "1.2.3.4"));

        Assert.Equal("abc.lambda-url.eu-central-1.on.aws 203.0.113.7", answer.Text());
    }

    [Fact(Timeout = 10_000)]
    public async Task A_WebSocket_upgrade_is_no_WebSocket_request_and_is_answered()
    {
        await using var app = await host.StartAsync(
            _ => { },
            app =>
            {
                app.UseWebSockets();
                app.Run(async context =>
                {
                    if (context.WebSockets.IsWebSocketRequest)
                        await context.WebSockets.AcceptWebSocketAsync();
                    context.Response.StatusCode = StatusCodes.Status400BadRequest;
                    await context.Response.WriteAsync($"{context.Features.Get<IHttpUpgradeFeature>() is null}");
                });
            });

        var answer = await app.SendAsync(FrameworkApp.Get("/").With("connection", "Upgrade").With("upgrade", "websocket")
            .With("sec-websocket-version", "13").With("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="));

        Assert.Equal((400, "True"), (answer.Status, answer.Text()));
    }

    [Fact(Timeout = 10_000)]
    public async Task Accepting_a_WebSocket_all_the_same_is_500_at_once()
    {
        await using var app = await host.StartAsync(
            _ => { },
            app =>
            {
                app.UseWebSockets();
                app.Run(async context => await context.WebSockets.AcceptWebSocketAsync());
            });

        var answer = await app.SendAsync(FrameworkApp.Get("/").With("connection", "Upgrade").With("upgrade", "websocket")
            .With("sec-websocket-version", "13").With("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="));

        Assert.Equal(500, answer.Status);
    }
}
