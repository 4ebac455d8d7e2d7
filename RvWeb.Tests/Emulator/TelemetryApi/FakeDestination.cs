using System.Text;
using System.Threading.Channels;
using RvWeb.Emulator.TelemetryApi;

namespace RvWeb.Tests.Emulator.TelemetryApi;

/// <summary>Shows each batch to the test, which says what becomes of it.</summary>
internal sealed class FakeDestination : ITelemetryDestination
{
    private readonly Channel<(string[] Records, TaskCompletionSource Taken)> _batches = Channel.CreateUnbounded<(string[], TaskCompletionSource)>();

    public Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _batches.Writer.TryWrite(([.. records.Select(record => Encoding.UTF8.GetString(record.Span))], taken));
        return taken.Task.WaitAsync(cancellationToken);
    }

    public ValueTask<(string[] Records, TaskCompletionSource Taken)> NextAsync(CancellationToken cancellationToken) => _batches.Reader.ReadAsync(cancellationToken);

    public void Dispose() => _batches.Writer.TryComplete();
}
