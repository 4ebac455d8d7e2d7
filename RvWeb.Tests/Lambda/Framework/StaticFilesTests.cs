using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class StaticFilesTests(TestedHost host) : IDisposable
{
    public sealed class OnFrameworkHost() : StaticFilesTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : StaticFilesTests(TestedHost.Function);

    private static readonly byte[] Picture = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];

    private readonly string _root = CreateRoot();

    private static string CreateRoot()
    {
        var root = Directory.CreateTempSubdirectory("rvweb-static-").FullName;
        var web = Directory.CreateDirectory(Path.Combine(root, "wwwroot")).FullName;
        File.WriteAllBytes(Path.Combine(web, "picture.png"), Picture);
        File.WriteAllText(Path.Combine(web, "index.html"), "<p>grüß dich</p>");
        return root;
    }

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
        GC.SuppressFinalize(this);
    }

    private Task<FrameworkApp> StartAsync(bool streams = false) => host.StartAsync(
        _ => { },
        app =>
        {
            app.UseDefaultFiles();
            app.UseStaticFiles();
            app.MapGet("/sent", (HttpContext context) => context.Response.SendFileAsync(Path.Combine(_root, "wwwroot", "picture.png"), 10, 20));
            app.MapGet("/result", () => Results.File(Path.Combine(_root, "wwwroot", "picture.png"), "image/png", "ünï.png", enableRangeProcessing: true));
        },
        settings => settings with { StreamsResponses = streams },
        contentRoot: _root);

    [Fact(Timeout = 10_000)]
    public async Task A_binary_file_arrives_byte_for_byte()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(FrameworkApp.Get("/picture.png"));

        Assert.Equal((200, "image/png", "bytes"), (answer.Status, answer.Header("content-type"), answer.Header("accept-ranges")));
        Assert.Equal(Picture, answer.Body);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_streamed_file_arrives_byte_for_byte()
    {
        await using var app = await StartAsync(streams: true);

        Assert.Equal(Picture, (await app.StreamAsync(FrameworkApp.Get("/picture.png"))).Body);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_page_travels_as_text()
    {
        await using var app = await StartAsync();

        var answer = await app.AnswerAsync(FrameworkApp.Get("/"));

        Assert.Equal(("<p>grüß dich</p>", false), ((string)answer["body"]!, (bool)answer["isBase64Encoded"]!));
    }

    [Fact(Timeout = 10_000)]
    public async Task Returns_304_when_the_etag_matches()
    {
        await using var app = await StartAsync();
        var tag = (await app.SendAsync(FrameworkApp.Get("/picture.png"))).Header("etag")!;

        var answer = await app.SendAsync(FrameworkApp.Get("/picture.png").With("if-none-match", tag));

        Assert.Equal((304, 0, tag), (answer.Status, answer.Body.Length, answer.Header("etag")));
    }

    [Theory(Timeout = 10_000)]
    [InlineData("/picture.png")]
    [InlineData("/result")]
    public async Task A_range_is_answered_with_206_and_its_bytes(string path)
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(FrameworkApp.Get(path).With("range", "bytes=1000-1099"));

        Assert.Equal((206, "bytes 1000-1099/100000"), (answer.Status, answer.Header("content-range")));
        Assert.Equal(Picture[1000..1100], answer.Body);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_range_beyond_the_end_is_416()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(FrameworkApp.Get("/picture.png").With("range", "bytes=100000-"));

        Assert.Equal((416, "bytes */100000"), (answer.Status, answer.Header("content-range")));
    }

    [Fact(Timeout = 10_000)]
    public async Task HEAD_has_the_length_and_no_body()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(FrameworkApp.Get("/picture.png").WithMethod("HEAD"));

        Assert.Equal((200, "100000", 0), (answer.Status, answer.Header("content-length"), answer.Body.Length));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_part_of_a_file_can_be_sent()
    {
        await using var app = await StartAsync();

        Assert.Equal(Picture[10..30], (await app.SendAsync(FrameworkApp.Get("/sent"))).Body);
    }

    [Fact(Timeout = 10_000)]
    public async Task The_name_of_a_download_survives()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(FrameworkApp.Get("/result"));

        Assert.Contains("filename*=UTF-8''%C3%BCn%C3%AF.png", answer.Header("content-disposition"), StringComparison.Ordinal);
        Assert.Equal(Picture, answer.Body);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("/..%2F..%2Fetc%2Fpasswd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    public async Task Nothing_outside_the_root_is_served(string path)
    {
        await using var app = await StartAsync();

        Assert.Equal(404, (await app.SendAsync(FrameworkApp.Get(path))).Status);
    }
}
