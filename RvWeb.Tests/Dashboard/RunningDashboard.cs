using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Google.Protobuf;
using RvWeb.Dashboard;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Tests.Dashboard;

/// <summary>A real dashboard on free ports, and a client for it.</summary>
internal sealed class RunningDashboard : IAsyncDisposable
{
    private RunningDashboard(DashboardServer server, ResourceBoard board)
    {
        Server = server;
        Board = board;
        Client = new HttpClient { BaseAddress = server.Url };
    }

    public DashboardServer Server { get; }
    public ResourceBoard Board { get; }
    public HttpClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RunningDashboard> StartAsync(
        Func<string, string, CancellationToken, Task<CommandOutcome>>? execute = null, Func<DashboardOptions, DashboardOptions>? configure = null)
    {
        var board = new ResourceBoard();
        var options = new DashboardOptions { Port = 0, OtlpGrpcPort = 0, OtlpHttpPort = 0, ExecuteCommand = execute };
        return new RunningDashboard(await DashboardServer.StartAsync(configure?.Invoke(options) ?? options, board, Token), board);
    }

    public async Task SendAsync(ExportTraceServiceRequest request)
    {
        using var response = await PostAsync("/v1/traces", request.ToByteArray());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public async Task<HttpResponseMessage> PostAsync(
        string path, byte[] body, string contentType = "application/x-protobuf", string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        return await Client.PostAsync(new Uri(Server.OtlpHttpUrl, path), content, Token);
    }

    public async Task<JsonElement> JsonAsync(string path)
    {
        await using var stream = await Client.GetStreamAsync(path, Token);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: Token);
        return document.RootElement.Clone();
    }

    public Task<string> PageAsync(string path) => Client.GetStringAsync(path, Token);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
