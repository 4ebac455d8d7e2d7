using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Server;

namespace RvWeb.Lambda.SnapStart;

/// <summary>
/// Replays requests through all of the app, so that the snapshot holds what they load, compile and connect. Their answers go
/// nowhere; one that fails is logged and changes nothing, as in AWS's package.
/// </summary>
internal sealed class Rehearsal(LambdaSettings settings, TimeProvider time, ILogger logger)
{
    /// <summary>As often as AWS's package does.</summary>
    private const int Times = 5;

    /// <summary>What a handler may believe it has; <c>RequestAborted</c> ends one that waits for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public void Run<TContext>(
        IHttpApplication<TContext> application, IEnumerable<BeforeSnapshotRequest> requests, CancellationToken stopping)
        where TContext : notnull
    {
        using var client = new RuntimeApiClient(settings.Endpoint, new DiscardingConnection(settings.Endpoint));
        using var processor = new RequestProcessor<TContext>(application, client, settings, time, logger, stopping, stopping);
        var reader = new HttpEventReader();
        var own = ExecutionContext.Capture()!;
        foreach (var request in requests)
        {
            var json = request.ReadEventAsync(stopping).GetAwaiter().GetResult();
            for (var i = 0; i < Times; i++)
            {
                stopping.ThrowIfCancellationRequested();
                client.Invocation.Start(new RuntimeApiResponse(Head(), json));
                processor.Process(client.Invocation, reader.Read(json));
                // What flows with one request shall not reach the next.
                ExecutionContext.Restore(own);
            }
        }
    }

    private byte[] Head() => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: before-snapshot\r\nLambda-Runtime-Deadline-Ms: {(time.GetUtcNow() + Patience).ToUnixTimeMilliseconds()}\r\n\r\n"));
}
