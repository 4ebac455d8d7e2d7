using System.IO.Pipes;
using RvWeb.Processes.Native;

namespace RvWeb.Processes;

/// <summary>
/// Reads a pipe for a reader that comes back only when it has dealt with what it got, and so can tell when nothing written
/// before a certain moment is left in it.
/// </summary>
internal sealed class ObservedPipe(AnonymousPipeServerStream pipe) : Stream
{
    // What a pipe can hold on Linux (pipe(7)) and macOS: after so many bytes all that was in it has been read.
    private const int PipeBytes = 65536;

    private readonly Lock _gate = new();
    private TaskCompletionSource? _drained;
    private int _left;
    private bool _waiting;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Completes when what is in the pipe now has been read and dealt with.</summary>
    public Task DrainedAsync()
    {
        lock (_gate)
        {
            if (_ended || (_waiting && !Libc.HasInput(pipe.SafePipeHandle)))
                return Task.CompletedTask;
            _left = PipeBytes;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    /// <summary>Nothing more will be read.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            _drained?.TrySetResult();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        BeginWait();
        var count = 0;
        try
        {
            return count = await pipe.ReadAsync(buffer, cancellationToken);
        }
        finally
        {
            EndWait(count);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private void BeginWait()
    {
        lock (_gate)
        {
            _waiting = true;
            if (_drained is null || (_left > 0 && Libc.HasInput(pipe.SafePipeHandle)))
                return;
            _drained.SetResult();
            _drained = null;
        }
    }

    private void EndWait(int count)
    {
        lock (_gate)
        {
            _waiting = false;
            _left -= count;
        }
    }
}
