using System.Net;
using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Policies;
using RvWeb.Edge.ResponseHeaders;
using RvWeb.Edge.Template;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html</summary>
public sealed class HttpsTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task Without_an_https_port_plain_http_is_served()
    {
        await using var edge = await StartAsync(ViewerProtocolPolicy.HttpsOnly, httpsPort: null);

        Assert.Equal(200, (await edge.GetAsync("/")).Status);
    }

    [Fact(Timeout = Limit)]
    public async Task Plain_http_is_sent_to_the_https_port_with_path_and_query()
    {
        await using var edge = await StartAsync(ViewerProtocolPolicy.RedirectToHttps);

        var answer = await RawViewer.SendAsync(edge, "GET /a%2F/b?c=d HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n");

        Assert.Equal(301, RawViewer.Status(answer));
        Assert.Contains($"\r\nLocation: https://localhost:{edge.HttpsAddress.Port}/a%2F/b?c=d\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("X-Cache: Redirect from cloudfront\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("<h1>301 Moved Permanently</h1>", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Strict-Transport-Security", answer, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_post_keeps_its_method_by_307()
    {
        await using var edge = await StartAsync(ViewerProtocolPolicy.RedirectToHttps);

        var answer = await RawViewer.SendAsync(edge, "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(307, RawViewer.Status(answer));
    }

    [Fact(Timeout = Limit)]
    public async Task Https_only_refuses_plain_http()
    {
        await using var edge = await StartAsync(ViewerProtocolPolicy.HttpsOnly);

        var reply = await edge.GetAsync("/");

        Assert.Equal((403, "Error from cloudfront"), (reply.Status, reply["X-Cache"]));
        Assert.Contains("takes no plain HTTP", reply["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Https_is_served_over_http_2_and_the_origin_is_told_how()
    {
        await using var edge = await StartAsync(ViewerProtocolPolicy.RedirectToHttps);
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject.Contains("CN=localhost", StringComparison.Ordinal) == true },
        };
        using var viewer = new HttpClient(handler) { BaseAddress = edge.HttpsAddress, DefaultRequestVersion = HttpVersion.Version20 };

        using var first = await viewer.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        var seen = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var again = await viewer.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (first.StatusCode, first.Version));
        Assert.True(first.Headers.Contains("Strict-Transport-Security"));
        Assert.Matches(@"^https 2\.0 TLSv1\.[23]:[A-Za-z0-9_-]+:fullHandshake$", seen);
        Assert.EndsWith(":connectionReused", again, StringComparison.Ordinal);
    }

    private static Task<EdgeHarness> StartAsync(ViewerProtocolPolicy protocol, int? httpsPort = 0) => EdgeHarness.StartAsync(
        context => context.Response.WriteAsync(
            $"{context.Request.Headers["CloudFront-Forwarded-Proto"]} {context.Request.Headers["CloudFront-Viewer-Http-Version"]} {context.Request.Headers["CloudFront-Viewer-TLS"]}",
            context.RequestAborted),
        Policy(usual: 0),
        ManagedPolicies.OriginRequest["33f36d7e-f396-46d9-90e0-52428a34d9dc"],
        cancellationToken: TestContext.Current.CancellationToken,
        change: behavior => behavior with
        {
            ViewerProtocolPolicy = protocol,
            ResponseHeadersPolicy = new ResponseHeadersPolicy
            {
                Name = "own",
                StrictTransportSecurity = new AddedHeader("Strict-Transport-Security", "max-age=1", Overrides: true),
            },
        },
        httpsPort: httpsPort);
}
