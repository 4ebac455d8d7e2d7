using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RvWeb.Edge.Policies;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>Bodies pass through the edge as they come, over HTTP/1.1 and over HTTP/2 without TLS.</summary>
public sealed class StreamingTests
{
    private const int Limit = 60_000;
    private const int Chunk = 64 * 1024;
    private const long Length = 96L * 1024 * 1024;

    /// <summary>What sockets and windows of two hops may hold, far less than the body.</summary>
    private const long MostOnTheWay = Length / 2;

    private static readonly CachePolicy Off = ManagedPolicies.Cache["4135ea2d-6df8-44a3-9df3-4b5a84be39ad"];

    public static TheoryData<string> Versions => ["1.1", "2.0"];

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Versions))]
    public async Task An_answer_comes_in_the_version_of_the_request_and_a_second_one_from_the_cache(string version)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var edge = await EdgeHarness.StartAsync(new CountingOrigin("max-age=60").AnswerAsync, cancellationToken: cancellationToken);

        foreach (var expected in new[] { "Miss", "Hit" })
        {
            using var request = Exact(version, HttpMethod.Get, edge);
            using var response = await edge.Viewer.SendAsync(request, cancellationToken);

            Assert.Equal(Version.Parse(version), response.Version);
            Assert.Equal($"{expected} from cloudfront", response.Headers.GetValues("X-Cache").Single());
            Assert.Equal("fetch 1", await response.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Versions))]
    public async Task A_large_answer_streams_its_first_byte_before_the_last_is_made(string version)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var begun = new TaskCompletionSource();
        var sent = 0L;
        await using var edge = await EdgeHarness.StartAsync(
            async context =>
            {
                while (sent < Length)
                {
                    await context.Response.BodyWriter.WriteAsync(new byte[Chunk], context.RequestAborted);
                    Volatile.Write(ref sent, sent + Chunk);
                    await begun.Task.WaitAsync(context.RequestAborted);
                }
            },
            Off, cancellationToken: cancellationToken);
        using var request = Exact(version, HttpMethod.Get, edge);
        using var response = await edge.Viewer.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);

        var received = 0L;
        var buffer = new byte[Chunk];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            received += read;
            begun.TrySetResult();
            Assert.InRange(Volatile.Read(ref sent) - received, -Chunk, MostOnTheWay);
        }

        Assert.Equal(Length, received);
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Versions))]
    public async Task A_large_upload_reaches_the_origin_before_it_is_complete(string version)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var arrived = new TaskCompletionSource();
        var received = 0L;
        await using var edge = await EdgeHarness.StartAsync(
            async context =>
            {
                context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
                var buffer = new byte[Chunk];
                for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
                {
                    Volatile.Write(ref received, received + read);
                    arrived.TrySetResult();
                }

                await context.Response.WriteAsync($"{received}", context.RequestAborted);
            },
            Off, cancellationToken: cancellationToken);
        using var request = Exact(version, HttpMethod.Post, edge);
        request.Content = new GeneratedContent(async (stream, token) =>
        {
            for (var sent = 0L; sent < Length;)
            {
                await stream.WriteAsync(new byte[Chunk], token);
                await stream.FlushAsync(token);
                sent += Chunk;
                await arrived.Task.WaitAsync(token);
                Assert.InRange(sent - Volatile.Read(ref received), 0, MostOnTheWay);
            }
        });

        using var response = await edge.Viewer.SendAsync(request, cancellationToken);

        Assert.Equal($"{Length}", await response.Content.ReadAsStringAsync(cancellationToken));
    }

    private static HttpRequestMessage Exact(string version, HttpMethod method, EdgeHarness edge) => new(method, new Uri(edge.Viewer.BaseAddress!, "/large"))
    {
        Version = Version.Parse(version),
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private sealed class GeneratedContent(Func<Stream, CancellationToken, Task> write) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream, TestContext.Current.CancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
