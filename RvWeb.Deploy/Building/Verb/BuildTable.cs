using System.Globalization;
using Spectre.Console;

namespace RvWeb.Deploy.Building.Verb;

/// <summary>What was built, for a person.</summary>
internal static class BuildTable
{
    private const int WidthOfFile = 200;

    internal static void Write(IReadOnlyList<BuiltFunction> functions, TimeSpan total, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = WidthOfFile;

        var table = new Table().Border(TableBorder.Rounded).AddColumns("function", "size", "time", "zip");
        foreach (var function in functions)
            table.AddRow(Cells(function).Select(Markup.Escape).ToArray());
        console.Write(table);
        var failed = functions.Count(function => function.Error is not null);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{functions.Count - failed} of {functions.Count} functions built in {BuildProgress.Seconds(total)}"));
    }

    private static string[] Cells(BuiltFunction function) =>
    [
        function.Build.Name,
        function.Package is { } package ? BuildProgress.Megabytes(package.Size) : "failed",
        BuildProgress.Seconds(function.Time),
        function.Package?.ZipFile ?? FirstLine(function.Error!),
    ];

    private static string FirstLine(string text) => text.Split('\n')[0];
}
