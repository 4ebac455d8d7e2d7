using Spectre.Console;

namespace RvWeb.Deploy.Release;

/// <summary>Rows for people, wide enough that nothing is broken in two.</summary>
internal static class PlainTable
{
    internal static string Of(IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows)
    {
        var table = new Table { Border = TableBorder.Minimal };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        foreach (var row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);

        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        console.Profile.Width = 400;
        console.Write(table);
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd())).Trim('\n');
    }
}
