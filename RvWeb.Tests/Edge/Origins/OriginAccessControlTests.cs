using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Signing;
using static RvWeb.Tests.Edge.Origins.AccessControls;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html</summary>
public sealed class OriginAccessControlTests
{
    private const int Limit = 20_000;
    private const string Hash = "x-amz-content-sha256";

    [Theory(Timeout = Limit)]
    [InlineData("POST", null)]
    [InlineData("PUT", null)]
    [InlineData("PATCH", null)]
    [InlineData("DELETE", null)]
    [InlineData("POST", "UNSIGNED-PAYLOAD")]
    [InlineData("POST", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")]
    public async Task A_body_without_its_hash_is_refused_as_lambda_does_before_the_function_hears_of_it(string method, string? hash)
    {
        await using var origin = await RunningOrigin.SayingAsync("ran");
        await using var edge = await RunningEdge.StartAsync(Template(), [origin.Url]);

        var reply = await edge.SendAsync(new HttpMethod(method), "/", new StringContent("Hello"), hash is null ? [] : [(Hash, hash)]);

        Assert.Equal((403, "application/json", "InvalidSignatureException", 0), (reply.Status, reply["Content-Type"], reply["x-amzn-ErrorType"], origin.Fetches));
        Assert.StartsWith("{\"message\":\"The request signature we calculated does not match", reply.Body, StringComparison.Ordinal);
        Assert.Equal("Error from cloudfront", reply["X-Cache"]);
        Assert.Contains("Lambda refuses before the function runs", reply["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData(5, false)]
    [InlineData(0, false)]
    [InlineData(PromisedPayload.Bound, false)]
    [InlineData(PromisedPayload.Bound + 1, true)]
    [InlineData((3 * PromisedPayload.Bound) + 7, false)]
    public async Task A_body_with_its_hash_arrives_as_it_was_sent(int size, bool chunked)
    {
        await using var origin = await RunningOrigin.StartAsync(EchoHashAsync);
        await using var edge = await RunningEdge.StartAsync(Template(), [origin.Url]);
        var body = Enumerable.Range(0, size).Select(at => (byte)(at * 7)).ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));

        var reply = await edge.SendAsync(HttpMethod.Post, "/", Content(body, chunked), (Hash, hash));

        Assert.Equal((200, hash), (reply.Status, reply.Body));
    }

    [Theory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_large_body_with_a_wrong_hash_the_origin_never_gets_the_end(bool chunked)
    {
        var outcome = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var origin = await RunningOrigin.StartAsync(async context =>
        {
            try
            {
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
                outcome.SetResult(true);
            }
            catch (Exception cut) when (cut is IOException or OperationCanceledException)
            {
                outcome.SetResult(false);
            }
        });
        await using var edge = await RunningEdge.StartAsync(Template(), [origin.Url]);
        var body = new byte[3 * PromisedPayload.Bound];

        var reply = await edge.SendAsync(HttpMethod.Post, "/", Content(body, chunked), (Hash, new string('0', 64)));

        Assert.Equal((403, "InvalidSignatureException"), (reply.Status, reply["x-amzn-ErrorType"]));
        Assert.False(await outcome.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Theory(Timeout = Limit)]
    [InlineData("never", "lambda", "Bearer mine")]
    [InlineData("no-override", "lambda", "Bearer mine")]
    [InlineData("always", "s3", "")]
    public async Task Without_a_signature_over_the_body_no_hash_is_needed(string behavior, string type, string expected)
    {
        await using var origin = await RunningOrigin.StartAsync(context =>
            context.Response.WriteAsync(context.Request.Headers.Authorization.ToString(), context.RequestAborted));
        await using var edge = await RunningEdge.StartAsync(Template(behavior, type), [origin.Url]);

        var reply = await edge.SendAsync(HttpMethod.Post, "/", new StringContent("x"), ("Authorization", "Bearer mine"));

        Assert.Equal((200, expected), (reply.Status, reply.Body));
    }

    [Theory(Timeout = Limit)]
    [InlineData("DELETE", null, 200)]
    [InlineData("GET", null, 200)]
    [InlineData("PUT", null, 403)]
    [InlineData("PUT", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 200)]
    [InlineData("GET", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", 403)]
    public async Task What_has_no_body_needs_the_hash_of_nothing_if_it_writes(string method, string? hash, int expected)
    {
        await using var origin = await RunningOrigin.SayingAsync("ran");
        await using var edge = await RunningEdge.StartAsync(Template(), [origin.Url]);

        Assert.Equal(expected, (await edge.SendAsync(new HttpMethod(method), "/", null, hash is null ? [] : [(Hash, hash)])).Status);
    }

    [Fact(Timeout = Limit)]
    public async Task The_viewers_authorization_never_arrives_where_requests_are_always_signed()
    {
        await using var origin = await RunningOrigin.StartAsync(context =>
            context.Response.WriteAsync($"[{context.Request.Headers.Authorization}]", context.RequestAborted));
        await using var edge = await RunningEdge.StartAsync(Template(), [origin.Url]);

        Assert.Equal("[]", (await edge.SendAsync(HttpMethod.Delete, "/", null, ("Authorization", "Bearer mine"))).Body);
    }

    private static async Task EchoHashAsync(HttpContext context)
    {
        var hash = await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted);
        await context.Response.WriteAsync(Convert.ToHexStringLower(hash), Encoding.ASCII, context.RequestAborted);
    }

    private static HttpContent Content(byte[] body, bool chunked) => chunked ? new UnknownLength(body) : new ByteArrayContent(body);

    private sealed class UnknownLength(byte[] body) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => await stream.WriteAsync(body);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
