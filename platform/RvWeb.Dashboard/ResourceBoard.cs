using RvWeb.Dashboard.Consoles;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard;

/// <summary>What the resources and console pages show. Thread-safe; readers get a snapshot.</summary>
public sealed class ResourceBoard
{
    /// <summary>Console lines kept for one resource; the oldest go first.</summary>
    public const int LinesPerResource = 10_000;

    /// <summary>Characters kept of one console line; the rest is cut off.</summary>
    public const int LineLength = 8_000;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, ResourceRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<ConsoleLine>> _consoles = new(StringComparer.Ordinal);

    internal ChangeSignal Changes { get; } = new();

    /// <summary>Adds the resource, or replaces what was known of the one of this name.</summary>
    public void Update(ResourceRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        lock (_gate)
            _rows[row.Name] = row;
        Changes.Notify(ChangeTopics.Resources);
    }

    /// <summary>Adds a console line; the resource need not be on the board yet.</summary>
    public void Append(string resource, ConsoleLine line)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(line);
        lock (_gate)
        {
            if (!_consoles.TryGetValue(resource, out var lines))
                _consoles.Add(resource, lines = new Queue<ConsoleLine>());
            lines.Enqueue(line.Text.Length <= LineLength ? line : line with { Text = line.Text.Shortened(LineLength) });
            if (lines.Count > LinesPerResource)
                lines.Dequeue();
        }

        Changes.Notify(ChangeTopics.Console);
    }

    /// <summary>The resources in the order in which they were first added.</summary>
    public IReadOnlyList<ResourceRow> Resources()
    {
        lock (_gate)
            return [.. _rows.Values];
    }

    /// <summary>The last lines that match, of a resource or, if the name is empty, of all in order of time.</summary>
    internal IReadOnlyList<ConsoleEntry> Console(string resource, int limit, Func<ConsoleLine, bool> matches)
    {
        lock (_gate)
        {
            var entries = _consoles.Where(console => resource.Length == 0 || console.Key == resource)
                .SelectMany(console => console.Value.Reverse().Where(matches).Take(limit).Reverse().Select(line => new ConsoleEntry(console.Key, line)));
            return [.. entries.OrderBy(entry => entry.Line.At).TakeLast(limit)];
        }
    }

    /// <summary>The last lines a resource wrote, oldest first; empty for an unknown resource.</summary>
    public IReadOnlyList<ConsoleLine> Lines(string resource, int limit = LinesPerResource)
    {
        lock (_gate)
            return _consoles.TryGetValue(resource, out var lines) ? [.. lines.Skip(lines.Count - limit)] : [];
    }
}
