using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Tests.Lambda;

public sealed class RequestPathTests
{
    private static readonly Gen<string> Paths = Gen.OneOf<string>(
            "a", "B", "/", "//", ".", "..", "/.", "/..", "%20", "%2F", "%2f", "%25", "%2E", "%C3%A4", "%c3", "%E2%82", "%", "%4", "+", ";", "~")
        .Array[0, 12].Select(parts => "/" + string.Concat(parts));

    [Fact]
    public async Task Gives_the_path_that_Kestrel_gives()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(context => context.Response.WriteAsync(context.Request.Path.Value!));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var port = new Uri(app.Services.GetServerAddresses()).Port;
        using var kestrel = new RuntimeApiConnection(new RuntimeApiEndpoint("127.0.0.1", port, ""));

        var received = new ReceiveBuffer(512);
        await Task.Run(() => Paths.Sample(path =>
        {
            var head = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n");
            var response = kestrel.Exchange(head, default, received, CancellationToken.None);
            // What Kestrel refuses never becomes a path.
            if (response.Head.Status == 200)
                Assert.Equal(Encoding.UTF8.GetString(response.Body.Span), RequestPath.Decode(path));
        }, threads: 1, iter: 2_000), TestContext.Current.CancellationToken);
    }
}
