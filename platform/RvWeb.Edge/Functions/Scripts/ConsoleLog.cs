using System.Text;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>Lines of console.log, cut at 10 KB (cloudfront-function-restrictions.html, "Logs").</summary>
internal sealed class ConsoleLog
{
    private readonly List<string> _lines = [];
    private int _bytes;

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string line)
    {
        var room = FunctionLimits.LogBytes - _bytes;
        if (room <= 0)
            return;
        var size = Encoding.UTF8.GetByteCount(line);
        _bytes += size;
        _lines.Add(size <= room ? line : Cut(line, room));
    }

    private static string Cut(string line, int bytes)
    {
        var length = Math.Min(line.Length, bytes);
        while (Encoding.UTF8.GetByteCount(line.AsSpan(0, length)) > bytes)
            length--;
        return length > 0 && char.IsHighSurrogate(line[length - 1]) ? line[..(length - 1)] : line[..length];
    }
}
