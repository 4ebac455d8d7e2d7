using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Tests.Lambda;

/// <summary>Events in, HttpContext as the app sees it, answers out: through the server and the Runtime API.</summary>
public sealed class LambdaContextTests : IAsyncLifetime
{
    private FakeRuntimeApi _lambda = null!;
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        _lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        builder.Services.AddLambdaServer(_lambda.Settings, new InitTimeline(TimeProvider.System, traceParent: null));
        _app = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _lambda.DisposeAsync();
    }

    private async Task<FakeRuntimeApi.Answer> InvokeAsync(byte[] sent)
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _lambda.Queue(sent);
        return await _lambda.AnswerAsync();
    }

    [Fact(Timeout = 10_000)]
    public async Task What_Lambda_says_of_the_invocation_is_a_feature()
    {
        _lambda.Deadline = DateTimeOffset.FromUnixTimeMilliseconds(1795338000123);
        _lambda.TraceId = "Root=1-69217c3a-5b1f0c9d2e7a4f8866d0aa31;Sampled=0";
        _lambda.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:eu-central-1:123456789012:function:web";
        _lambda.Headers["Lambda-Runtime-Aws-Tenant-Id"] = "blue";
        _lambda.Headers["Lambda-Runtime-Client-Context"] = "{\"custom\":{}}";
        _lambda.Headers["Lambda-Runtime-Cognito-Identity"] = "{\"cognitoIdentityId\":\"x\"}";
        var seen = new TaskCompletionSource<string>();
        _app.Run(context =>
        {
            var invocation = context.Features.Get<ILambdaInvocationFeature>()!;
            seen.SetResult(string.Join('\n', context.TraceIdentifier == invocation.RequestId, invocation.Deadline.ToUnixTimeMilliseconds(),
                invocation.FunctionArn, invocation.TraceId, invocation.TenantId, invocation.ClientContext, invocation.CognitoIdentity,
                Encoding.UTF8.GetString(invocation.EventJson.Span)));
            return Task.CompletedTask;
        });

        await InvokeAsync(SampleEvents.Read("alb"));

        var said = (await seen.Task).Split('\n');
        Assert.Equal(
            [
                "True", "1795338000123", "arn:aws:lambda:eu-central-1:123456789012:function:web", _lambda.TraceId, "blue", "{\"custom\":{}}",
                "{\"cognitoIdentityId\":\"x\"}", .. Encoding.UTF8.GetString(SampleEvents.Read("alb")).Split('\n'),
            ],
            said);
    }

    [Theory(Timeout = 10_000)]
    [MemberData(nameof(SampleEvents.Names), MemberType = typeof(SampleEvents))]
    public async Task Every_front_door_is_answered_by_the_same_app_in_its_own_form(string sample)
    {
        _app.Run(async context =>
        {
            context.Response.Cookies.Append("seen", "1");
            await context.Response.WriteAsync($"{context.Request.Method} {context.Request.PathBase} {context.Request.Path.Value}");
        });

        var answer = (await InvokeAsync(SampleEvents.Read(sample))).Body;

        var door = new RvWeb.Lambda.Events.HttpEventReader().Read(SampleEvents.Read(sample)).FrontDoor;
        var read = FrontDoorAnswer.Read(answer, door);
        Assert.Matches("^(PUT (/beta|/prod)? /orders/café au lait|POST  /([$]connect|order))$", Encoding.UTF8.GetString(read.Body));
        Assert.Equal(["seen=1; path=/"], read.Cookies);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("http-api", 200)]
    [InlineData("alb", 401)]
    public async Task Authorization_builds_on_the_authorizers_result(string sample, int status)
    {
        _app.Use(next => async context =>
        {
            var isIn = context.User.IsInRole("admins");
            context.Response.StatusCode = isIn ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
            if (isIn)
                await next(context);
        });
        _app.UseAuthorization();
        _app.MapPut("/{**rest}", () => "in").RequireAuthorization(policy => policy.RequireRole("writers"));

        Assert.Equal(status, (int)(await InvokeAsync(SampleEvents.Read(sample))).Body["statusCode"]!);
    }

    /// <summary>A stage and a base path of the app's own (ROOT_PATH of RvWeb.Web) each count once.</summary>
    [Theory(Timeout = 10_000)]
    [InlineData("/shop/x", "/prod/shop/x", "/prod/shop", "/x")]
    [InlineData("/shopping", "/prod/shopping", "/prod", "/shopping")]
    [InlineData("/shop", "/shop", "/shop", "")]
    [InlineData("/prod/x", "/prod/x", "", "/prod/x")]
    [InlineData("/x", "/production/x", "", "/x")]
    public async Task A_stage_and_a_base_path_are_taken_off_whole_and_once(string path, string contextPath, string pathBase, string rest)
    {
        _app.UsePathBase("/shop");
        _app.Run(context => context.Response.WriteAsync($"{context.Request.PathBase}|{context.Request.Path.Value}"));
        var sent = SampleEvents.Parse("rest-api");
        (sent["path"], sent["requestContext"]!["path"]) = (path, contextPath);

        Assert.Equal($"{pathBase}|{rest}", (string)(await InvokeAsync(sent.Utf8())).Body["body"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_base_path_that_is_also_the_stage_is_not_taken_off_twice()
    {
        _app.UsePathBase("/beta");
        _app.Run(context => context.Response.WriteAsync($"{context.Request.PathBase}|{context.Request.Path.Value}"));

        Assert.Equal("/beta|/orders/café au lait", (string)(await InvokeAsync(SampleEvents.Read("http-api"))).Body["body"]!);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("/betas", "", "/betas")]
    [InlineData("/beta", "/beta", "/")]
    [InlineData("/beta/", "/beta", "/")]
    public async Task The_stage_of_an_HTTP_API_is_taken_off_as_a_whole_segment(string rawPath, string pathBase, string path)
    {
        _app.Run(context => context.Response.WriteAsync($"{context.Request.PathBase}|{context.Request.Path.Value}"));
        var sent = SampleEvents.Parse("http-api");
        (sent["rawPath"], sent["requestContext"]!["http"]!["path"]) = (rawPath, rawPath);

        Assert.Equal($"{pathBase}|{path}", (string)(await InvokeAsync(sent.Utf8())).Body["body"]!);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_header_that_cannot_be_sent_is_an_error_and_the_next_request_is_served()
    {
        _app.MapGet("/bad", (HttpResponse response) => response.Headers.Location = "/\r\nSet-Cookie: a=1");
        _app.MapGet("/good", () => "good");

        var failed = await InvokeAsync(SampleEvents.FunctionUrl(rawPath: "/bad").Utf8());
        _lambda.Queue(SampleEvents.FunctionUrl(rawPath: "/good").Utf8());

        Assert.Equal("Function.InvalidResponseHeader", failed.ErrorType);
        Assert.Equal("good", (string)((JsonNode)(await _lambda.AnswerAsync()).Body)["body"]!);
    }
}
