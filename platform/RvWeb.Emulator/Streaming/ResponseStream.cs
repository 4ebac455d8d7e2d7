using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Streaming;

/// <summary>
/// A response on its way from the runtime to a viewer while the function still writes it. What the viewer has not taken yet
/// is bounded: beyond that the runtime's own sends wait. A viewer who leaves does not stop the function; the rest is dropped.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Either end may outlive the other, and a token source without a timer of its own has nothing to dispose of.")]
internal sealed class ResponseStream(TimeProvider time)
{
    // What a runtime sent before it crashed or was killed is still on its way then and arrives at once; its connection ends
    // with its process, unless another one has inherited it.
    private static readonly TimeSpan LastBytesLimit = TimeSpan.FromSeconds(1);

    // Enough to keep both sides busy; what an idle viewer costs.
    private const int PauseBytes = 256 * 1024;

    private readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: PauseBytes, resumeWriterThreshold: PauseBytes / 2, useSynchronizationContext: false));

    private readonly TaskCompletionSource<InvocationResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cutOff = new();
    private ITimer? _lastBytes;

    /// <summary>As the runtime sent it: says whether a prelude with status and headers comes first.</summary>
    public required string ContentType { get; init; }

    /// <summary>
    /// How it ended, known when the last byte is: an answer without payload, or the error of a function that failed after
    /// it had begun to answer.
    /// </summary>
    public Task<InvocationResult> Completion => _completion.Task;

    /// <summary>The viewer's end.</summary>
    public PipeReader Body => _pipe.Reader;

    /// <summary>The runtime's end: passes on what it sends, at once, until it ends.</summary>
    /// <returns>False if it is longer than the limit; what fits has been passed on.</returns>
    /// <exception cref="OperationCanceledException">The invocation has ended and the last bytes did not, or the runtime hung up.</exception>
    /// <exception cref="IOException">The runtime hung up.</exception>
    public async Task<bool> FillAsync(PipeReader source, long limit, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cutOff.Token);
        var left = limit;
        while (true)
        {
            var read = await source.ReadAsync(either.Token);
            var fits = read.Buffer.Length <= left;
            var part = fits ? read.Buffer : read.Buffer.Slice(0, left);
            left -= part.Length;
            await PassOnAsync(part, either.Token);
            source.AdvanceTo(read.Buffer.End);
            if (!fits)
                return false;
            if (read.IsCompleted)
                return true;
        }
    }

    /// <summary>Tells the viewer, after the last byte, how it ended. The first outcome counts.</summary>
    public void Complete(InvocationResult outcome)
    {
        if (_completion.TrySetResult(outcome))
            _lastBytes = time.CreateTimer(_ => _cutOff.Cancel(), null, LastBytesLimit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The runtime's end is done with, whether it came to an end or broke.</summary>
    public void CompleteBody()
    {
        _lastBytes?.Dispose();
        _pipe.Writer.Complete();
    }

    /// <summary>The viewer wants no more.</summary>
    public void Drop() => _pipe.Reader.Complete();

    private async Task PassOnAsync(ReadOnlySequence<byte> part, CancellationToken cancellationToken)
    {
        foreach (var segment in part)
            if (!segment.IsEmpty)
                await _pipe.Writer.WriteAsync(segment, cancellationToken);
    }
}
