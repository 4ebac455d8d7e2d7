using System.Globalization;
using RvWeb.Edge.Warnings;
using Spectre.Console;

namespace RvWeb.Edge.Control.Verbs;

/// <summary>An inspection as tables.</summary>
internal static class InspectionTables
{
    private const int WidthOfFile = 200;

    public static void Write(InspectionView seen, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = WidthOfFile;
        console.Write(Locations(seen.Statistics));
        console.WriteLine($"distribution {seen.Distribution}: {seen.Statistics.OriginFetches} origin fetches, {seen.Statistics.Invalidations} invalidations");
        if (seen.Entries.Length == 0)
            console.WriteLine("no entries");
        else
            console.Write(Entries(seen.Entries));
        foreach (var warning in seen.Warnings)
            Warn(console, warning);
    }

    private static Table Locations(StatisticsView statistics)
    {
        var table = Columns("pop", "entries", "bytes", "hits", "refresh hits", "misses", "errors", "other", "revalidating");
        foreach (var at in statistics.Locations)
            Row(table, at.Pop, at.Entries, at.Bytes, at.Hits, at.RefreshHits, at.Misses, at.Errors, at.Others, at.RevalidationsRunning);
        return table;
    }

    private static Table Entries(IEnumerable<EntryView> entries)
    {
        var table = Columns("id", "pop", "entry", "status", "bytes", "state", "age/lifetime", "stale +", "on error +", "hits", "why");
        foreach (var entry in entries)
            Row(table, entry.Id, entry.Pop, Name(entry), entry.Status, entry.Bytes, entry.State, $"{entry.Age}/{entry.Lifetime} s",
                $"{entry.StaleWhileRevalidate} s", $"{entry.StaleIfError} s", entry.Hits, entry.Reason);
        return table;
    }

    private static string Name(EntryView entry)
    {
        var method = entry.Method == "GET" ? "" : entry.Method + " ";
        var query = entry.Query.Length == 0 ? "" : "?" + entry.Query;
        return string.Join('\n', entry.KeyParts.Select(part => $"  {part.Key} {part.Value}").Prepend(method + entry.Path + query));
    }

    private static void Warn(IAnsiConsole console, Accident accident) =>
        console.Write(new Paragraph($"warning: {accident.Kind} at behavior '{accident.Behavior}': {accident.Message}\n", new Style(Color.Yellow)));

    private static Table Columns(params string[] names)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var name in names)
            table.AddColumn(new TableColumn(new Text(name)));
        return table;
    }

    // Text, not markup: a path may hold brackets.
    private static void Row(Table table, params object[] cells) =>
        table.AddRow(cells.Select(cell => new Text(string.Format(CultureInfo.InvariantCulture, "{0}", cell))));
}
