using System.Buffers.Text;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace RvWeb.Emulator.Memory;

/// <summary>The most memory a process has had, which REPORT names.</summary>
internal static class PeakMemory
{
    /// <returns>Whole megabytes, rounded up; null where the system does not tell (only Linux does) or the process is gone.</returns>
    public static int? OfProcess(int processId)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            using var file = File.OpenHandle(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/status"));
            return Read(file);
        }
        catch (IOException)
        {
            return null; // it ended
        }
    }

    private static int? Read(SafeFileHandle file)
    {
        Span<byte> status = stackalloc byte[4096];
        status = status[..RandomAccess.Read(file, status, 0)];
        var label = status.IndexOf("VmHWM:"u8);
        if (label < 0)
            return null; // a zombie has no memory
        var value = status[(label + "VmHWM:"u8.Length)..].TrimStart(" \t"u8);
        return Utf8Parser.TryParse(value, out int kilobytes, out _) ? (kilobytes + 1023) / 1024 : null;
    }
}
