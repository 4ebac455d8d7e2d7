using System.Runtime.InteropServices;

namespace RvWeb.Processes.Native;

/// <summary>Waits for a child's end without reaping it, and reaps it.</summary>
internal static unsafe class ChildExit
{
    private const int Interrupted = 4; // EINTR
    private const int ByProcessId = 1; // P_PID
    private const int Exited = 4; // WEXITED
    private const int ExitedByItself = 1; // CLD_EXITED

    // siginfo_t: signal, errno, code, then on 64-bit Linux four bytes of padding, then process, user, status.
    private const int InformationInts = 32;
    private const int CodeAt = 2;

    private static int LeaveWaitable => OperatingSystem.IsMacOS() ? 0x20 : 0x0100_0000; // WNOWAIT

    private static int StatusAt => OperatingSystem.IsMacOS() || !Environment.Is64BitProcess ? 5 : 6;

    /// <summary>Blocks until the child ended; it stays a zombie.</summary>
    public static ExitStatus Wait(int id)
    {
        var information = stackalloc int[InformationInts];
        while (Libc.WaitId(ByProcessId, (uint)id, information, Exited | LeaveWaitable) != 0)
            if (Marshal.GetLastPInvokeError() != Interrupted)
                return new ExitStatus(null, null); // ECHILD: our parent made us ignore SIGCHLD, so the system keeps no status
        var status = information[StatusAt];
        return information[CodeAt] == ExitedByItself ? new ExitStatus(status & 0xFF, null) : new ExitStatus(null, status);
    }

    /// <summary>Takes an ended child off the system's list; its id may be used again from here on.</summary>
    public static void Reap(int id)
    {
        int status;
        while (Libc.WaitPid(id, &status, 0) < 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
        }
    }
}
