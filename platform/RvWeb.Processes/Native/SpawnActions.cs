using System.Runtime.InteropServices;

namespace RvWeb.Processes.Native;

/// <summary>What happens between fork and exec: directory and standard streams.</summary>
internal sealed unsafe class SpawnActions : IDisposable
{
    private const int ReadOnly = 0; // O_RDONLY
    private const int WriteOnly = 1; // O_WRONLY

    // The type is opaque: 80 bytes in glibc, a pointer in macOS.
    private readonly void* _actions = NativeMemory.AllocZeroed(512);

    public SpawnActions() => Spawner.Check(Libc.ActionsInitialize(_actions));

    public void* Pointer => _actions;

    public void ChangeDirectory(string path) => Spawner.Check(Libc.ActionsChangeDirectory(_actions, path));

    public void OpenNull(int descriptor) =>
        Spawner.Check(Libc.ActionsOpen(_actions, descriptor, "/dev/null", descriptor == 0 ? ReadOnly : WriteOnly, mode: 0));

    public void Redirect(SafeHandle handle, int descriptor) =>
        Spawner.Check(Libc.ActionsDuplicate(_actions, handle.DangerousGetHandle().ToInt32(), descriptor));

    public void Dispose()
    {
        _ = Libc.ActionsDestroy(_actions);
        NativeMemory.Free(_actions);
    }
}
