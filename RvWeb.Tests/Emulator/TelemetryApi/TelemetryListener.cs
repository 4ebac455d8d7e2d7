using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RvWeb.Tests.Emulator.TelemetryApi;

/// <summary>Where a test lets telemetry be delivered, as an extension would.</summary>
internal sealed class TelemetryListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<JsonNode> _records = Channel.CreateUnbounded<JsonNode>();
    private readonly Channel<string> _requests = Channel.CreateUnbounded<string>();
    private readonly List<JsonNode> _passed = [];

    private TelemetryListener()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(ReceiveAsync);
    }

    /// <summary>As the extension has to name it.</summary>
    public string Address => $"http://sandbox.localdomain:{new Uri(_app.Urls.Single()).Port}/telemetry";

    public static async Task<TelemetryListener> StartAsync(CancellationToken cancellationToken)
    {
        var listener = new TelemetryListener();
        await listener._app.StartAsync(cancellationToken);
        return listener;
    }

    /// <summary>The next record of a type; those of other types are kept, for what two processes do at one time has no order.</summary>
    public async Task<JsonNode> NextAsync(string type, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_passed.Find(record => (string?)record["type"] == type) is { } found)
            {
                _passed.Remove(found);
                return found;
            }
            _passed.Add(await _records.Reader.ReadAsync(cancellationToken));
        }
    }

    /// <summary>Method, path, host and type of the next request.</summary>
    public async Task<string> NextRequestAsync(CancellationToken cancellationToken) => await _requests.Reader.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        var request = context.Request;
        _requests.Writer.TryWrite($"{request.Method} {request.Path} {request.Host.Host} {request.ContentType}");
        foreach (var record in (await JsonNode.ParseAsync(request.Body, cancellationToken: context.RequestAborted))!.AsArray())
            _records.Writer.TryWrite(record!);
    }
}
