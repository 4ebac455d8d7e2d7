using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Signing;
using RvWeb.Edge.Template;
using RvWeb.Tests.Edge.Origins;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Functions;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html</summary>
public sealed class FunctionOriginTests
{
    private const int Limit = 60_000;
    private const string Unused = "http://127.0.0.1:1";
    private const string Group = "cf.createRequestOriginGroup({ originIds: [{ originId: 'third' }, { originId: 'second' }], failoverCriteria: { statusCodes: [500, 503] } })";

    [Theory(Timeout = Limit)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_functions_group_asks_its_second_origin_if_the_first_fails(int status)
    {
        await using var third = await RunningOrigin.SayingAsync("busy", status);
        await using var second = await RunningOrigin.SayingAsync("the second of the group");
        await using var edge = await StartAsync(Group, Unused, second.Url, third.Url);

        var reply = await edge.GetAsync("/");

        Assert.Equal((200, "the second of the group", 1), (reply.Status, reply.Body, third.Fetches));
        Assert.Contains($"origin second was asked because origin third answered {status} (origin group of createRequestOriginGroup)", reply["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("GET", 502)]
    [InlineData("POST", 503)]
    public async Task A_functions_group_stays_with_its_first_origin_for_other_statuses_and_methods(string method, int status)
    {
        await using var third = await RunningOrigin.SayingAsync("busy", status);
        await using var second = await RunningOrigin.SayingAsync("copy");
        await using var edge = await StartAsync(Group, Unused, second.Url, third.Url);

        var reply = await edge.SendAsync(new HttpMethod(method), "/");

        Assert.Equal((status, "busy", 0), (reply.Status, reply.Body, second.Fetches));
    }

    [Fact(Timeout = Limit)]
    public async Task A_connection_that_cannot_be_made_counts_as_503_in_a_functions_group_too()
    {
        await using var second = await RunningOrigin.SayingAsync("copy");
        await using var edge = await StartAsync(Group, Unused, second.Url, Unused);

        Assert.Equal("copy", (await edge.GetAsync("/")).Body);
    }

    [Fact(Timeout = Limit)]
    public async Task Of_the_behaviors_group_a_function_updates_the_first_member_and_the_second_stays()
    {
        var path = "";
        await using var first = await RunningOrigin.StartAsync(context =>
        {
            (path, context.Response.StatusCode) = (context.Request.Path, 503);
            return Task.CompletedTask;
        });
        await using var second = await RunningOrigin.StartAsync(context => context.Response.WriteAsync(context.Request.Path, context.RequestAborted));
        await using var edge = await StartAsync("cf.updateRequestOrigin({ originPath: '/updated' })", first.Url, second.Url, Unused);

        var reply = await edge.GetAsync("/x");

        Assert.Equal(("/updated/x", 200, "/x"), (path, reply.Status, reply.Body));
    }

    [Fact(Timeout = Limit)]
    public async Task A_functions_timeouts_and_attempts_count_for_its_request()
    {
        await using var first = await RunningOrigin.SilentAsync();
        await using var edge = await StartAsync(
            "cf.updateRequestOrigin({ connectionAttempts: 1, timeouts: { readTimeout: 7 } })", first.Url, Unused, Unused);

        var reply = edge.GetAsync("/");
        await first.ArrivedAsync();
        edge.Clock.Advance(S(7));

        Assert.Equal((504, 1), ((await reply).Status, first.Fetches));
        Assert.Contains("did not answer within 7 s", (await reply)["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_function_can_put_an_origin_behind_an_access_control()
    {
        await using var first = await RunningOrigin.SayingAsync("ok");
        await using var edge = await StartAsync(
            "cf.updateRequestOrigin({ originAccessControlConfig: { enabled: true, signingBehavior: 'always', signingProtocol: 'sigv4', originType: 'lambda' } })",
            first.Url, Unused, Unused);

        var reply = await edge.SendAsync(HttpMethod.Post, "/", new StringContent("no hash"));

        Assert.Equal((403, "InvalidSignatureException", 0), (reply.Status, reply["x-amzn-ErrorType"], first.Fetches));
    }

    [Fact]
    public void What_a_function_does_not_say_stays_as_the_origin_has_it()
    {
        var origin = new OriginDefinition
        {
            Id = "app",
            Path = "/p",
            CustomHeaders = new Dictionary<string, string> { ["X-A"] = "1" },
            ConnectionAttempts = 2,
            ReadTimeout = S(8),
            AccessControl = new OriginAccessControl { OriginType = "lambda", Behavior = SigningBehavior.Always },
        };

        Assert.Equal(origin with { Id = "backup" }, Changed("cf.updateRequestOrigin({ domainName: 'backup.example.com' })", origin));
        Assert.Empty(Changed("cf.updateRequestOrigin({ customHeaders: {} })", origin).CustomHeaders);
        Assert.Null(Changed("cf.updateRequestOrigin({ originAccessControlConfig: { enabled: false } })", origin).AccessControl);
        Assert.Equal(
            (S(9), S(4), S(100), "/q"),
            Of(Changed("cf.updateRequestOrigin({ originPath: '/q' }); cf.updateRequestOrigin({ timeouts: { connectionTimeout: 9, keepAliveTimeout: 4, readTimeout: 100 } })", origin)));
        Assert.Equal(origin with { IsS3 = true }, Changed("cf.updateRequestOrigin({ timeouts: { connectionTimeout: 9 } })", origin with { IsS3 = true }));
    }

    [Fact]
    public void A_selected_origin_brings_all_its_settings()
    {
        var change = Change("cf.selectRequestOriginById('backup', { hostHeader: 'h.example.com' })");

        var origin = change.Settings.ApplyTo(change.Selected!);

        Assert.Equal(("backup", "/backup", "h.example.com"), (origin.Id, origin.Path, origin.CustomHeaders["Host"]));
        Assert.Null(change.Group);
    }

    [Theory]
    [InlineData("cf.updateRequestOrigin({ connectionAttempts: 4 })", "connectionAttempts is '4': use a whole number from 1 to 3")]
    [InlineData("cf.updateRequestOrigin({ timeouts: { readTimeout: 0.5 } })", "readTimeout is '0.5': use a whole number from 1 to 120")]
    [InlineData("cf.updateRequestOrigin({ timeouts: 3 })", "timeouts must be an object")]
    [InlineData("cf.updateRequestOrigin({ customHeaders: { host: 'x' } })", "customHeaders: 'host' is a header that may not be added")]
    [InlineData("cf.updateRequestOrigin({ customHeaders: { 'x-edge-y': 'x' } })", "customHeaders: 'x-edge-y' is a header that may not be added")]
    [InlineData("cf.updateRequestOrigin({ originAccessControlConfig: { enabled: true, originType: 'ec2', signingBehavior: 'always' } })", "originAccessControlConfig.originType must be one of lambda")]
    [InlineData("cf.updateRequestOrigin({ originAccessControlConfig: {} })", "originAccessControlConfig.enabled must be true or false")]
    [InlineData("cf.createRequestOriginGroup({ originIds: ['app', 'backup'] })", "failoverCriteria.statusCodes must be a list of at least one status")]
    [InlineData("cf.createRequestOriginGroup({ originIds: ['app', 'backup'], failoverCriteria: { statusCodes: [200] } })", "failoverCriteria.statusCodes has '200': use 400, 403, 404")]
    [InlineData("cf.createRequestOriginGroup({ originIds: ['app', 'gone'], failoverCriteria: { statusCodes: [500] } })", "the distribution has no origin 'gone'")]
    public void A_setting_that_cannot_be_is_named(string statement, string expected) =>
        Assert.Contains(expected, FunctionSamples.OnRequest(Code(statement)).Failure?.Cause, StringComparison.Ordinal);

    [Theory]
    [InlineData("cf.updateRequestOrigin({ ipAddressType: 'ipv6' })", "not emulated: ipAddressType")]
    [InlineData("cf.updateRequestOrigin({ customHeaders: { 'x-stage': 'b' } })", "customHeaders: AWS refuses 'x-stage', because the viewer sent a header of that name")]
    [InlineData("cf.createRequestOriginGroup({ originIds: ['app', 'backup'], selectionCriteria: 'media-quality-score', failoverCriteria: { statusCodes: [500] } })", "selectionCriteria 'media-quality-score' is not emulated")]
    public void What_is_not_done_here_is_remarked(string statement, string expected) =>
        Assert.Contains(expected, Assert.Single(Change(statement).Remarks), StringComparison.Ordinal);

    private static (TimeSpan, TimeSpan, TimeSpan, string) Of(OriginDefinition origin) =>
        (origin.ConnectionTimeout, origin.KeepAlive, origin.ReadTimeout, origin.Path);

    private static OriginDefinition Changed(string statements, OriginDefinition origin) => Change(statements).Settings.ApplyTo(origin);

    private static OriginChange Change(string statements)
    {
        var outcome = FunctionSamples.OnRequest(Code(statements), Request(headers: ("X-Stage", "a")));
        return outcome.Origin ?? throw new InvalidOperationException(outcome.Failure?.Cause);
    }

    private static string Code(string statements) => $"import cf from 'cloudfront'; function handler(event) {{ {statements}; return event.request; }}";

    private static Task<RunningEdge> StartAsync(string statements, string first, string second, string third) => RunningEdge.StartAsync(
        FunctionTemplates.Group("viewer-request", Code(statements)), [$"first={first}", $"second={second}", $"third={third}"]);
}
