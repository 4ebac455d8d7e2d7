using RvWeb.Emulator.Environments;

namespace RvWeb.Emulator.Memory;

/// <summary>
/// What one environment's processes use, and whether that is too much. Linux counts all of a group; a peak between two looks
/// is known of the runtime's own process only, and does not count against the limit.
/// </summary>
/// <param name="watch">Looks while the environment runs.</param>
/// <param name="processes">Whose memory it is.</param>
/// <param name="limitMegabytes">Null for none.</param>
/// <param name="exceeded">Called once, with the megabytes there were.</param>
internal sealed class EnvironmentMemory(MemoryWatch watch, EnvironmentProcesses processes, int? limitMegabytes, Action<int> exceeded) : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private PeakMemory? _runtime;
    private int _peak;
    private int _exceeded;

    /// <summary>The most so far, in whole megabytes; null where the system does not tell, or before a process runs.</summary>
    public int? Peak()
    {
        if (processes.RuntimeId is not { } id)
            return null;
        var own = RuntimeMemory(id).Megabytes() ?? 0;
        var peak = Math.Max(own, Volatile.Read(ref _peak));
        return peak == 0 ? null : peak;
    }

    public void Dispose() => Volatile.Read(ref _runtime)?.Dispose();

    public void Run() => watch.Add(this);

    public void Rest() => watch.Remove(this);

    public void Seen(Dictionary<int, long> groups)
    {
        var bytes = processes.Groups.Sum(group => groups.GetValueOrDefault(group));
        var megabytes = (int)((bytes + Megabyte - 1) / Megabyte);
        if (megabytes > Volatile.Read(ref _peak))
            Volatile.Write(ref _peak, megabytes);
        if (megabytes > limitMegabytes && Interlocked.Exchange(ref _exceeded, 1) == 0)
            exceeded(megabytes);
    }

    private PeakMemory RuntimeMemory(int processId)
    {
        if (Volatile.Read(ref _runtime) is { } known)
            return known;
        var opened = new PeakMemory(processId);
        if (Interlocked.CompareExchange(ref _runtime, opened, null) is not { } first)
            return opened;
        opened.Dispose(); // REPORT and the list of environments may ask at one time
        return first;
    }
}
