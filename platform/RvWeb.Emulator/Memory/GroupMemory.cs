using System.Buffers.Text;

namespace RvWeb.Emulator.Memory;

/// <summary>The resident memory of process groups, read from Linux's list of processes (proc(5), <c>/proc/PID/stat</c>).</summary>
internal static class GroupMemory
{
    // Counted from the state, the first field behind the name, which may hold anything.
    private const int GroupField = 2;
    private const int ResidentPagesField = 21;

    public static bool IsKnown => OperatingSystem.IsLinux();

    /// <summary>Adds up the processes of each group. Memory that processes share counts for each of them.</summary>
    /// <returns>Bytes by group; a group without processes is left out.</returns>
    public static Dictionary<int, long> Read()
    {
        var groups = new Dictionary<int, long>();
        Span<byte> stat = stackalloc byte[1024];
        foreach (var process in Directory.EnumerateDirectories("/proc"))
            if (char.IsAsciiDigit(process[^1]) && TryRead($"{process}/stat", stat, out var group, out var pages))
                groups[group] = groups.GetValueOrDefault(group) + (pages * Environment.SystemPageSize);
        return groups;
    }

    private static bool TryRead(string path, Span<byte> stat, out int group, out long pages)
    {
        group = 0;
        pages = 0;
        try
        {
            using var file = File.OpenHandle(path);
            return TryParse(stat[..RandomAccess.Read(file, stat, 0)], out group, out pages);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // it has just ended, or is hidden from us
        }
    }

    /// <summary>Finds group and resident pages in the one line of a <c>stat</c> file.</summary>
    public static bool TryParse(ReadOnlySpan<byte> stat, out int group, out long pages)
    {
        group = 0;
        pages = 0;
        var name = stat.LastIndexOf((byte)')');
        if (name < 0)
            return false;
        var fields = stat[(name + 2)..];
        var index = 0;
        foreach (var range in fields.Split((byte)' '))
        {
            var field = fields[range];
            if (index == GroupField && !Utf8Parser.TryParse(field, out group, out _))
                return false;
            if (index++ == ResidentPagesField)
                return Utf8Parser.TryParse(field, out pages, out _);
        }
        return false;
    }
}
