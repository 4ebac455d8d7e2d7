using System.Runtime.InteropServices;

namespace RvWeb.Processes.Native;

/// <summary>posix_spawn: fork and exec as one step, safe in a process with many threads.</summary>
internal static unsafe class Spawner
{
    private const int NoSuchFile = 2; // ENOENT
    private const int NoExecutableFormat = 8; // ENOEXEC

    public static int Start(string file, string[] arguments, IReadOnlyDictionary<string, string> environment, SpawnActions actions)
    {
        using var attributes = new SpawnAttributes();
        using var path = new NativeStrings([file]);
        using var argv = new NativeStrings(arguments);
        using var envp = new NativeStrings([.. environment.Select(variable => $"{variable.Key}={variable.Value}")]);
        int process;
        var error = Libc.Spawn(&process, path[0], actions.Pointer, attributes.Pointer, argv.Pointer, envp.Pointer);
        return error == 0 ? process : throw new ChildProcessException($"Cannot start '{file}': {Reason(error)}");
    }

    public static void Check(int error)
    {
        if (error != 0)
            throw new ChildProcessException($"Cannot prepare a process: {Marshal.GetPInvokeErrorMessage(error < 0 ? Marshal.GetLastSystemError() : error)}.");
    }

    private static string Reason(int error) => error switch
    {
        NoSuchFile => "the interpreter or loader it names does not exist.",
        NoExecutableFormat => "it is neither a program for this machine nor a script with a #! line.",
        _ => $"{Marshal.GetPInvokeErrorMessage(error)}.",
    };
}
