using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;

namespace RvWeb.Processes;

/// <summary>The parent's ends of a child's two output pipes, read without blocking a thread.</summary>
internal sealed class OutputPump(Action<OutputLine>? receive) : IDisposable
{
    private readonly AnonymousPipeServerStream output = new(PipeDirection.In, HandleInheritability.None);
    private readonly AnonymousPipeServerStream error = new(PipeDirection.In, HandleInheritability.None);
    private readonly Lock oneAtATime = new();
    private readonly CancellationTokenSource stopping = new();
    private int stopped;

    public SafeHandle StandardOutput => output.ClientSafePipeHandle;

    public SafeHandle StandardError => error.ClientSafePipeHandle;

    /// <summary>Both pipes were closed by everybody who could write to them.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Reads until both pipes end; outside the caller's context, because the child outlives the request that started it.</summary>
    public void Start()
    {
        output.DisposeLocalCopyOfClientHandle();
        error.DisposeLocalCopyOfClientHandle();
        using (ExecutionContext.SuppressFlow())
            Completion = Task.WhenAll(Task.Run(() => ReadAsync(output, isError: false)), Task.Run(() => ReadAsync(error, isError: true)));
    }

    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref stopped, 1) == 1)
            return;
        await stopping.CancelAsync();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // told by Exited
        Dispose();
    }

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
        stopping.Dispose();
    }

    private async Task ReadAsync(Stream pipe, bool isError)
    {
        using var reader = new StreamReader(pipe, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        try
        {
            while (await reader.ReadLineAsync(stopping.Token) is { } text)
                Deliver(new OutputLine(text, isError));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Disposed while a process that left the group still holds the pipe.
        }
    }

    private void Deliver(OutputLine line)
    {
        lock (oneAtATime)
            receive?.Invoke(line);
    }
}
