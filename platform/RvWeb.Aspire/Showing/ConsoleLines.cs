using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Dashboard;

namespace RvWeb.Aspire.Showing;

/// <summary>The console of one resource: its last lines, and who reads on.</summary>
internal sealed class ConsoleLines
{
    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<LogLine>> _readers = [];
    private int _count;

    public void Add(string text, bool isError)
    {
        lock (_gate)
        {
            var line = new LogLine(++_count, text, isError);
            _lines.Enqueue(line);
            if (_lines.Count > ResourceBoard.LinesPerResource)
                _lines.Dequeue();
            foreach (var reader in _readers)
                reader.Writer.TryWrite(line);
        }
    }

    public IReadOnlyList<LogLine> Last(int limit = ResourceBoard.LinesPerResource)
    {
        lock (_gate)
            return [.. _lines.Skip(_lines.Count - limit)];
    }

    public void Clear()
    {
        lock (_gate)
            _lines.Clear();
    }

    /// <summary>Ends the reading of those who read now.</summary>
    public void Complete()
    {
        lock (_gate)
            foreach (var reader in _readers)
                reader.Writer.TryComplete();
    }

    /// <summary>What there is, and then what comes, as much at once as there is.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = Channel.CreateUnbounded<LogLine>(new UnboundedChannelOptions { SingleReader = true });
        lock (_gate)
        {
            foreach (var line in _lines)
                reader.Writer.TryWrite(line);
            _readers.Add(reader);
        }
        try
        {
            while (await reader.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogLine>();
                while (reader.Reader.TryRead(out var line))
                    batch.Add(line);
                yield return batch;
            }
        }
        finally
        {
            lock (_gate)
                _readers.Remove(reader);
        }
    }
}
