namespace RvWeb.Emulator.Extensions;

/// <summary>What is known of one extension; its registry guards it.</summary>
internal sealed class Extension(string name, string id, bool isExternal)
{
    public string Name => name;

    public string Id => id;

    public bool IsExternal => isExternal;

    public ExtensionState State { get; set; } = ExtensionState.Started;

    public IReadOnlyList<string> Events { get; set; } = [];

    /// <summary>The request that waits for an event.</summary>
    public TaskCompletionSource<ReadOnlyMemory<byte>>? Waiting { get; private set; }

    /// <summary>An event that came while no request waited.</summary>
    public ReadOnlyMemory<byte>? Undelivered { get; private set; }

    public void Deliver(ReadOnlyMemory<byte> json)
    {
        State = ExtensionState.Running;
        if (Waiting is { } waiting)
            waiting.SetResult(json);
        else
            Undelivered = json;
        Waiting = null;
    }

    public Task<ReadOnlyMemory<byte>> Wait()
    {
        if (Undelivered is { } json)
        {
            Undelivered = null;
            return Task.FromResult(json);
        }
        // The request continues on its own thread: whoever delivers must not write to its socket.
        Waiting = new TaskCompletionSource<ReadOnlyMemory<byte>>(TaskCreationOptions.RunContinuationsAsynchronously);
        return Waiting.Task;
    }

    /// <summary>The request is gone; another may come.</summary>
    public void Leave(Task<ReadOnlyMemory<byte>> waiting)
    {
        if (Waiting?.Task == waiting)
            Waiting = null;
    }

    /// <summary>Lets go of a request that waits in vain.</summary>
    public void HangUp() => Waiting?.TrySetCanceled();
}
