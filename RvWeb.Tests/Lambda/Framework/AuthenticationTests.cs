using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RvWeb.Lambda.Events;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class AuthenticationTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : AuthenticationTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : AuthenticationTests(TestedHost.Function);

    private Task<FrameworkApp> CookiesAsync() => host.StartAsync(
        builder =>
        {
            builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
            builder.Services.AddAuthorization();
        },
        app =>
        {
            app.MapPost("/in", (HttpContext context, string name) => context.SignInAsync(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], CookieAuthenticationDefaults.AuthenticationScheme))));
            app.MapPost("/out", (HttpContext context) => context.SignOutAsync());
            app.MapGet("/me", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization();
        });

    private Task<FrameworkApp> TokensAsync() => host.StartAsync(
        builder =>
        {
            builder.Services.AddAuthentication("Token").AddScheme<AuthenticationSchemeOptions, TokenScheme>("Token", null);
            builder.Services.AddAuthorization();
        },
        app => app.MapGet("/me", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization());

    /// <summary>No scheme but the front door's: who is there has been let in by an authorizer.</summary>
    private Task<FrameworkApp> AuthorizersAsync() => host.StartAsync(
        builder => builder.Services.AddAuthorization(),
        app =>
        {
            app.UseAuthorization();
            app.MapPut("/{**rest}", [Authorize(Roles = "admins")] (ClaimsPrincipal user) => user.Identity!.Name);
            app.MapGet("/{**rest}", (ClaimsPrincipal user) => $"{user.Identity!.IsAuthenticated}");
        });

    [Fact(Timeout = 10_000)]
    public async Task Signing_in_sets_a_cookie_that_signs_the_next_request_in()
    {
        await using var app = await CookiesAsync();
        var signedIn = await app.SendAsync(FrameworkApp.Post("/in", "text/plain", "").WithQuery("name=ada"));

        var me = await app.SendAsync(FrameworkApp.Get("/me").WithCookies(signedIn.Cookies));

        Assert.Contains("; secure; samesite=lax; httponly", Assert.Single(signedIn.Cookies), StringComparison.Ordinal);
        Assert.Equal((200, "ada"), (me.Status, me.Text()));
    }

    [Fact(Timeout = 10_000)]
    public async Task Who_is_not_signed_in_is_sent_to_the_login_of_the_host_that_was_asked()
    {
        await using var app = await CookiesAsync();

        var me = await app.SendAsync(FrameworkApp.Get("/me"));

        Assert.Equal(
            (302, "https://abc.lambda-url.eu-central-1.on.aws/Account/Login?ReturnUrl=%2Fme"), (me.Status, me.Header("location")));
    }

    [Fact(Timeout = 10_000)]
    public async Task Signing_out_takes_the_cookie_back()
    {
        await using var app = await CookiesAsync();
        var signedIn = await app.SendAsync(FrameworkApp.Post("/in", "text/plain", "").WithQuery("name=ada"));

        var signedOut = await app.SendAsync(FrameworkApp.Post("/out", "text/plain", "").WithCookies(signedIn.Cookies));

        Assert.StartsWith(".AspNetCore.Cookies=; expires=Thu, 01 Jan 1970", Assert.Single(signedOut.Cookies), StringComparison.Ordinal);
    }

    [Fact(Timeout = 10_000)]
    public async Task Without_a_token_the_challenge_says_what_is_wanted()
    {
        await using var app = await TokensAsync();

        var me = await app.SendAsync(FrameworkApp.Get("/me"));

        Assert.Equal((401, "Bearer realm=\"shop\""), (me.Status, me.Header("www-authenticate")));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_token_signs_in()
    {
        await using var app = await TokensAsync();

        Assert.Equal("ada", (await app.SendAsync(FrameworkApp.Get("/me").With("authorization", "Bearer ada"))).Text());
    }

    [Fact(Timeout = 10_000)]
    public async Task Whom_an_authorizer_let_in_may_do_what_its_groups_may()
    {
        await using var app = await AuthorizersAsync();

        var answer = FrontDoorAnswer.Read(await app.AnswerAsync(SampleEvents.Parse("http-api")), FrontDoor.HttpApi);

        Assert.Equal((200, "ada"), (answer.Status, answer.Text()));
    }

    [Fact(Timeout = 10_000)]
    public async Task Without_an_authorizer_the_user_is_anonymous()
    {
        await using var app = await AuthorizersAsync();

        Assert.Equal("False", (await app.SendAsync(FrameworkApp.Get("/x"))).Text());
    }

    private sealed class TokenScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var sent = Request.Headers.Authorization.ToString();
            if (!sent.StartsWith("Bearer ", StringComparison.Ordinal))
                return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, sent["Bearer ".Length..])], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.Headers.WWWAuthenticate = "Bearer realm=\"shop\"";
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
    }
}
