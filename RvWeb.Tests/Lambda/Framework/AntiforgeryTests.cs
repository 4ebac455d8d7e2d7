using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class AntiforgeryTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : AntiforgeryTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : AntiforgeryTests(TestedHost.Function);

    private Task<FrameworkApp> StartAsync() => host.StartAsync(
        builder => builder.Services.AddAntiforgery(),
        app =>
        {
            app.UseAntiforgery();
            app.MapGet("/form", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken);
            app.MapPost("/form", ([FromForm] string what) => what);
        });

    [Fact(Timeout = 10_000)]
    public async Task A_form_with_its_token_is_taken()
    {
        await using var app = await StartAsync();
        var form = await app.SendAsync(FrameworkApp.Get("/form"));

        var answer = await app.SendAsync(FrameworkApp.Post(
            "/form", "application/x-www-form-urlencoded", $"what=tea&__RequestVerificationToken={Uri.EscapeDataString(form.Text())}").WithCookies(form.Cookies));

        Assert.Equal((200, "tea"), (answer.Status, answer.Text()));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var app = await StartAsync();
        var form = await app.SendAsync(FrameworkApp.Get("/form"));

        Assert.Equal(400, (await app.SendAsync(FrameworkApp.Post("/form", "application/x-www-form-urlencoded", "what=tea").WithCookies(form.Cookies))).Status);
    }
}
