using System.Buffers.Text;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace RvWeb.Emulator.Memory;

/// <summary>The most memory a process has had, which REPORT names. Linux alone tells it (proc(5), <c>/proc/PID/status</c>).</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly SafeFileHandle? _status;

    /// <summary>Opens what the kernel knows of the process, once: each invocation asks.</summary>
    public PeakMemory(int processId)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _status = File.OpenHandle(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/status"));
        }
        catch (IOException)
        {
            _status = null; // it ended
        }
    }

    /// <returns>Whole megabytes, rounded up; null where the system does not tell or the process is gone.</returns>
    public int? Megabytes()
    {
        try
        {
            return _status is null ? null : Read(_status);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return null; // it ended
        }
    }

    public void Dispose() => _status?.Dispose();

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
