using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace RvWeb.Loopback.Http2;

/// <summary>A connection that another endpoint serves. Features it sets are its own, and its disposal ends only the loan.</summary>
internal sealed class LentConnection(ConnectionContext owner) : ConnectionContext
{
    private readonly TaskCompletionSource _returned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Returned => _returned.Task;

    public override string ConnectionId { get; set; } = owner.ConnectionId;

    public override IFeatureCollection Features { get; } = new FeatureCollection(owner.Features);

    public override IDictionary<object, object?> Items { get; set; } = owner.Items;

    public override IDuplexPipe Transport { get; set; } = owner.Transport;

    public override EndPoint? LocalEndPoint { get; set; } = owner.LocalEndPoint;

    public override EndPoint? RemoteEndPoint { get; set; } = owner.RemoteEndPoint;

    public override CancellationToken ConnectionClosed { get; set; } = owner.ConnectionClosed;

    public override void Abort(ConnectionAbortedException abortReason) => owner.Abort(abortReason);

    public override ValueTask DisposeAsync()
    {
        _returned.TrySetResult();
        return base.DisposeAsync();
    }
}
