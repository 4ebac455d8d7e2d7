using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Signatures;
using RvWeb.Tests.Emulator;
using static RvWeb.Tests.Edge.Origins.AccessControls;
using SigningKey = RvWeb.Edge.Signing.SigningKey;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>What the edge signs, the emulator's function URL with AuthType AWS_IAM has to accept.</summary>
public sealed class OriginSigningTests
{
    private const int Limit = 60_000;
    private const string AccessKey = "AKIAEXAMPLE";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Token = "a/token+with=signs";

    [Theory(Timeout = Limit)]
    [InlineData("GET", "/", "")]
    [InlineData("GET", "/a%20b//c/../%C3%A9/%2F~(x)'!*?b=2&a=%C3%A9&a=1%2B2&empty&plus=+", "")]
    [InlineData("GET", "/$&+,:;=@/[x]?q={}|^%zz", "")]
    [InlineData("POST", "/echo?x=1", "body é")]
    [InlineData("DELETE", "/thing", "")]
    public async Task A_signed_request_is_accepted_with_a_session_token_too(string method, string target, string body)
    {
        var clock = new FakeTimeProvider(EdgeSamples.Now);
        var verifier = new SignatureVerifier([new RvWeb.Emulator.Signatures.SigningKey(AccessKey, Secret, Token)], "eu-west-1", "lambda", clock);
        await using var origin = await RunningOrigin.StartAsync(async context =>
        {
            using var content = new MemoryStream();
            await context.Request.Body.CopyToAsync(content, context.RequestAborted);
            var (caller, error) = verifier.Verify(ViewerRequest.Of(context) with { Body = content.ToArray() });
            await context.Response.WriteAsync(caller?.AccessKey ?? error!.Message, context.RequestAborted);
        });
        await using var edge = await RunningEdge.StartAsync(Template(), [origin.Url], clock, new SigningKey(AccessKey, Secret, Token, "eu-west-1"));

        Assert.Equal(AccessKey, (await SendAsync(edge, method, target, body)).Body);
    }

    [Fact(Timeout = Limit)]
    public async Task A_function_url_of_the_emulator_takes_signed_requests_and_no_others()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function(), TestContext.Current.CancellationToken,
            door: door => door with { AuthType = AuthType.AwsIam, SigningKeys = [new RvWeb.Emulator.Signatures.SigningKey(AccessKey, Secret)] });
        var url = emulator.FunctionUrl.BaseAddress!.ToString();
        await using var signing = await RunningEdge.StartAsync(Template(), [url], clock, new SigningKey(AccessKey, Secret, null, "us-east-1"));
        await using var unsigned = await RunningEdge.StartAsync(Template(), [url], clock);

        Assert.Equal(403, (await unsigned.GetAsync("/")).Status);
        Assert.Null(emulator.Output.Rest("START"));
        Assert.Equal(200, (await signing.GetAsync("/a%20b?x=%C3%A9")).Status);
        Assert.Equal(200, (await SendAsync(signing, "POST", "/echo", "hello")).Status);
    }

    private static Task<EdgeReply> SendAsync(RunningEdge edge, string method, string target, string body)
    {
        var content = new StringContent(body);
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body)));
        return body.Length == 0
            ? edge.SendAsync(new HttpMethod(method), target)
            : edge.SendAsync(new HttpMethod(method), target, content, ("x-amz-content-sha256", hash));
    }
}
