using System.Globalization;

namespace RvWeb.Bench.Runtime;

/// <summary>What a process uses, by the kernel's word; 0 where /proc is missing.</summary>
internal static class ProcessUsage
{
    /// <summary>The highest resident set so far, in MB.</summary>
    public static double PeakMegabytes(int process) => Megabytes(process, "VmHWM:");

    public static double ResidentMegabytes(int process) => Megabytes(process, "VmRSS:");

    /// <summary>What all threads have used so far, in nanoseconds' resolution (a process's own times count in steps of 10 ms).</summary>
    public static double CpuMilliseconds(int process)
    {
        var threads = $"/proc/{process}/task";
        return Directory.Exists(threads)
            ? Directory.EnumerateDirectories(threads)
                .Sum(thread => double.Parse(File.ReadAllText($"{thread}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture)) / 1e6
            : 0;
    }

    private static double Megabytes(int process, string label)
    {
        var status = $"/proc/{process}/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(text => text.StartsWith(label, StringComparison.Ordinal)) : null;
        return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}
