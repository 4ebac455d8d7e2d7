using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class CompressionTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : CompressionTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : CompressionTests(TestedHost.Function);

    private static readonly string Long = string.Concat(Enumerable.Repeat("grüß dich ", 500));

    private Task<FrameworkApp> StartAsync(bool streams = false) => host.StartAsync(
        builder =>
        {
            builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
            builder.Services.AddRequestDecompression();
        },
        app =>
        {
            app.UseRequestDecompression();
            app.UseResponseCompression();
            app.MapGet("/", () => Long);
            app.MapPost("/", async (HttpRequest request) => (await new StreamReader(request.Body).ReadToEndAsync()).Length);
        },
        settings => settings with { StreamsResponses = streams });

    private static byte[] Pack(string text, Func<Stream, Stream> packer)
    {
        var packed = new MemoryStream();
        using (var stream = packer(packed))
            stream.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static string Unpack(byte[] body, string encoding)
    {
        using Stream stream = encoding == "br"
            ? new BrotliStream(new MemoryStream(body), CompressionMode.Decompress)
            : new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        return new StreamReader(stream).ReadToEnd();
    }

    [Theory(Timeout = 10_000)]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br", "br")]
    public async Task A_compressed_body_arrives_whole(string accepted, string encoding)
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(FrameworkApp.Get("/").With("accept-encoding", accepted));

        Assert.Equal((encoding, "Accept-Encoding"), (answer.Header("content-encoding"), answer.Header("vary")));
        Assert.True(answer.Body.Length < Long.Length / 10);
        Assert.Equal(Long, Unpack(answer.Body, encoding));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_compressed_body_travels_as_base64()
    {
        await using var app = await StartAsync();

        Assert.True((bool)(await app.AnswerAsync(FrameworkApp.Get("/").With("accept-encoding", "br")))["isBase64Encoded"]!);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_streamed_body_is_compressed_too(string encoding)
    {
        await using var app = await StartAsync(streams: true);

        var answer = await app.StreamAsync(FrameworkApp.Get("/").With("accept-encoding", encoding));

        Assert.Equal(encoding, answer.Header("content-encoding"));
        Assert.Equal(Long, Unpack(answer.Body, encoding));
    }

    [Fact(Timeout = 10_000)]
    public async Task Who_accepts_no_compression_gets_text_that_caches_keep_apart()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(FrameworkApp.Get("/").With("accept-encoding", "identity"));

        Assert.Equal((null, "Accept-Encoding", Long), (answer.Header("content-encoding"), answer.Header("vary"), answer.Text()));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_request_body_is_decompressed()
    {
        await using var app = await StartAsync();
        var packed = Pack(Long, stream => new GZipStream(stream, CompressionLevel.Fastest));

        var answer = await app.SendAsync(FrameworkApp.Post("/", "text/plain", packed).With("content-encoding", "gzip"));

        Assert.Equal(Long.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Text());
    }
}
