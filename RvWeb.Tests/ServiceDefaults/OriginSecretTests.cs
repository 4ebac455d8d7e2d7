using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RvWeb.ServiceDefaults.OriginSecret;

namespace RvWeb.Tests.ServiceDefaults;

public sealed class OriginSecretTests
{
    private const int Limit = 60_000;
    private const string Current = "current-secret-0001";
    private const string Previous = "previous-secret-001";

    [Theory(Timeout = Limit)]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task With_the_secret_every_method_passes_and_the_app_never_sees_it(string method)
    {
        var answer = await AskAsync(method, Current, Current);

        Assert.Equal((HttpStatusCode.OK, "seen: False"), (answer.Status, answer.Body));
    }

    [Theory(Timeout = Limit)]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("current-secret-0002")]
    [InlineData("current-secret-000")]
    [InlineData("current-secret-0001x")]
    [InlineData("current-secret-00011111111111111111111111111111111111111111111111111")]
    [InlineData("CURRENT-SECRET-0001")]
    [InlineData(Previous)]
    public async Task Without_it_the_answer_is_403_that_nobody_keeps(string? presented)
    {
        var answer = await AskAsync("GET", presented, Current);

        Assert.Equal((HttpStatusCode.Forbidden, "no-store"), (answer.Status, answer.CacheControl));
        Assert.Equal("This app answers through CloudFront only: ask at the distribution's address.\n", answer.Body);
    }

    [Fact(Timeout = Limit)]
    public async Task A_refused_HEAD_has_no_body()
    {
        var answer = await AskAsync("HEAD", null, Current);

        Assert.Equal((HttpStatusCode.Forbidden, ""), (answer.Status, answer.Body));
    }

    [Theory(Timeout = Limit)]
    [InlineData(Current, HttpStatusCode.OK)]
    [InlineData(Previous, HttpStatusCode.OK)]
    [InlineData("another-secret-0001", HttpStatusCode.Forbidden)]
    public async Task During_a_rotation_both_secrets_pass(string presented, HttpStatusCode expected) =>
        Assert.Equal(expected, (await AskAsync("GET", presented, Current, Previous)).Status);

    [Fact(Timeout = Limit)]
    public async Task Two_secrets_in_one_request_are_refused()
    {
        await using var app = await StartAsync(Current, null);
        using var client = app.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation(OriginSecretMiddleware.Header, [Current, Current]);

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact(Timeout = Limit)]
    public async Task Where_no_secret_is_set_anybody_may_ask() => Assert.Equal(HttpStatusCode.OK, (await AskAsync("GET", null, null)).Status);

    [Theory]
    [InlineData("", null, "RVWEB_ORIGIN_SECRET has 0 characters but must have 16 or more.")]
    [InlineData("short", null, "RVWEB_ORIGIN_SECRET has 5 characters but must have 16 or more.")]
    [InlineData(Current, "", "RVWEB_ORIGIN_SECRET_PREVIOUS has 0 characters but must have 16 or more.")]
    [InlineData(null, Previous, "RVWEB_ORIGIN_SECRET_PREVIOUS is set and RVWEB_ORIGIN_SECRET is not: set both, or neither.")]
    [InlineData("{{resolve:secretsmanager:x:SecretString}}", null, "RVWEB_ORIGIN_SECRET is a dynamic reference that nobody has looked up.")]
    public void What_protects_nothing_keeps_the_app_from_starting_and_is_not_quoted(string? current, string? previous, string expected)
    {
        var problem = Assert.Throws<InvalidOperationException>(() => OriginSecretOptions.Read(Configuration(current, previous)));

        Assert.StartsWith(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("short", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_CloudFront_cannot_send_keeps_the_app_from_starting() => Assert.StartsWith(
        "RVWEB_ORIGIN_SECRET has 1784 characters but may have 1783",
        Assert.Throws<InvalidOperationException>(() => OriginSecretOptions.Read(Configuration(new string('x', 1784), null))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_stack_has_CloudFront_send_what_the_app_reads() => Assert.Equal(RvWeb.Deploy.Stack.OriginSecret.Header, OriginSecretMiddleware.Header);

    private static async Task<(HttpStatusCode Status, string Body, string? CacheControl)> AskAsync(string method, string? presented, string? current, string? previous = null)
    {
        await using var app = await StartAsync(current, previous);
        using var client = app.GetTestClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/");
        if (presented is not null)
            request.Headers.TryAddWithoutValidation(OriginSecretMiddleware.Header, presented);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers.CacheControl?.ToString());
    }

    private static async Task<WebApplication> StartAsync(string? current, string? previous)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(Configuration(current, previous));
        var app = builder.Build();
        app.UseOriginSecret();
        app.Run(context => context.Response.WriteAsync($"seen: {context.Request.Headers.ContainsKey(OriginSecretMiddleware.Header)}"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static IConfigurationRoot Configuration(string? current, string? previous)
    {
        var values = new Dictionary<string, string?>();
        if (current is not null)
            values["RVWEB_ORIGIN_SECRET"] = current;
        if (previous is not null)
            values["RVWEB_ORIGIN_SECRET_PREVIOUS"] = previous;
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
