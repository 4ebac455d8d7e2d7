using System.Runtime.InteropServices;

namespace RvWeb.Processes.Native;

/// <summary>A new process group, default signal handling, no blocked signals.</summary>
internal sealed unsafe class SpawnAttributes : IDisposable
{
    private const short NewGroup = 0x02; // POSIX_SPAWN_SETPGROUP
    private const short DefaultSignals = 0x04; // POSIX_SPAWN_SETSIGDEF
    private const short SignalMask = 0x08; // POSIX_SPAWN_SETSIGMASK
    private const short CloseOthers = 0x4000; // POSIX_SPAWN_CLOEXEC_DEFAULT, macOS only: it cannot create a pipe closed on exec in one step

    // HUP, INT, QUIT, PIPE, ALRM, TERM. .NET ignores SIGPIPE, a shell's background job SIGINT, and exec passes that on.
    private static readonly int[] Reset = [1, 2, 3, 13, 14, 15];

    // The types are opaque: 336 and 128 bytes in glibc, a pointer and 4 bytes in macOS.
    private readonly void* _attributes = NativeMemory.AllocZeroed(1024);

    public SpawnAttributes()
    {
        var signals = stackalloc byte[256];
        Spawner.Check(Libc.AttributesInitialize(_attributes));
        Spawner.Check(Libc.AttributesSetGroup(_attributes, 0));
        Spawner.Check(Libc.SignalsEmpty(signals));
        Spawner.Check(Libc.AttributesSetSignalMask(_attributes, signals));
        foreach (var signal in Reset)
            Spawner.Check(Libc.SignalsAdd(signals, signal));
        Spawner.Check(Libc.AttributesSetDefaultSignals(_attributes, signals));
        var flags = NewGroup | DefaultSignals | SignalMask | (OperatingSystem.IsMacOS() ? CloseOthers : 0);
        Spawner.Check(Libc.AttributesSetFlags(_attributes, (short)flags));
    }

    public void* Pointer => _attributes;

    public void Dispose()
    {
        _ = Libc.AttributesDestroy(_attributes);
        NativeMemory.Free(_attributes);
    }
}
