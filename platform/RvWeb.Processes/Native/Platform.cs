namespace RvWeb.Processes.Native;

/// <summary>Where Linux and macOS differ.</summary>
internal static class Platform
{
    public static void ThrowIfUnsupported()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            throw new PlatformNotSupportedException("Child processes need Linux or macOS; on Windows run RvWeb in WSL (https://learn.microsoft.com/windows/wsl).");
    }

    public static int NumberOf(ProcessSignal signal) => signal switch
    {
        ProcessSignal.Hangup => 1,
        ProcessSignal.Interrupt => 2,
        ProcessSignal.Terminate => 15,
        ProcessSignal.Kill => 9,
        ProcessSignal.Stop => OperatingSystem.IsMacOS() ? 17 : 19,
        ProcessSignal.Continue => OperatingSystem.IsMacOS() ? 19 : 18,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "Not a signal."),
    };
}
