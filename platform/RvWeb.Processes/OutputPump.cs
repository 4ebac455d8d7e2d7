using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace RvWeb.Processes;

/// <summary>The parent's ends of a child's two output pipes, read without blocking a thread.</summary>
internal sealed class OutputPump : IDisposable
{
    private const int BufferBytes = 4096;

    private readonly Action<OutputLine>? _receive;
    private readonly AnonymousPipeServerStream _output = new(PipeDirection.In, HandleInheritability.None);
    private readonly AnonymousPipeServerStream _error = new(PipeDirection.In, HandleInheritability.None);
    private readonly ObservedPipe _outputReader;
    private readonly ObservedPipe _errorReader;
    private readonly Lock _oneAtATime = new();
    private readonly CancellationTokenSource _stopping = new();
    private int _stopped;

    public OutputPump(Action<OutputLine>? receive)
    {
        _receive = receive;
        _outputReader = new ObservedPipe(_output);
        _errorReader = new ObservedPipe(_error);
    }

    public SafeHandle StandardOutput => _output.ClientSafePipeHandle;

    public SafeHandle StandardError => _error.ClientSafePipeHandle;

    /// <summary>Both pipes were closed by everybody who could write to them.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Reads until both pipes end; outside the caller's context, because the child outlives the request that started it.</summary>
    public void Start()
    {
        _output.DisposeLocalCopyOfClientHandle();
        _error.DisposeLocalCopyOfClientHandle();
        using (ExecutionContext.SuppressFlow())
            Completion = Task.WhenAll(Task.Run(() => ReadAsync(_outputReader, isError: false)), Task.Run(() => ReadAsync(_errorReader, isError: true)));
    }

    /// <summary>Completes when what the child has written up to now was delivered.</summary>
    public Task DrainedAsync() => Task.WhenAll(_outputReader.DrainedAsync(), _errorReader.DrainedAsync());

    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1)
            return;
        await _stopping.CancelAsync();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // told by Exited
        Dispose();
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        _stopping.Dispose();
    }

    private async Task ReadAsync(ObservedPipe pipe, bool isError)
    {
        var lines = new LineCutter(text => Deliver(new OutputLine(text, isError)));
        var buffer = new byte[BufferBytes];
        try
        {
            while (await pipe.ReadAsync(buffer, _stopping.Token) is > 0 and var count)
                lines.Append(buffer.AsSpan(0, count));
            lines.End();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Disposed while a process that left the group still holds the pipe.
        }
        finally
        {
            pipe.End();
        }
    }

    private void Deliver(OutputLine line)
    {
        lock (_oneAtATime)
            _receive?.Invoke(line);
    }
}
