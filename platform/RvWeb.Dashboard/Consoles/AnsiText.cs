using System.Globalization;
using System.Text.RegularExpressions;

namespace RvWeb.Dashboard.Consoles;

/// <summary>
/// Reads the colours of a console line (ECMA-48 SGR: bold and the 16 foreground colours); every other escape sequence
/// and control character is dropped.
/// </summary>
internal static partial class AnsiText
{
    public static IReadOnlyList<AnsiRun> Parse(string line)
    {
        var runs = new List<AnsiRun>();
        var (bold, color, from) = (false, -1, 0);
        foreach (Match match in Sequence().Matches(line))
        {
            Add(runs, line[from..match.Index], bold, color);
            from = match.Index + match.Length;
            if (match.Groups["sgr"].Success)
                (bold, color) = Apply(match.Groups["sgr"].Value, bold, color);
        }

        Add(runs, line[from..], bold, color);
        return runs;
    }

    public static string Plain(string line) => Sequence().Replace(line, "");

    private static void Add(List<AnsiRun> runs, string text, bool bold, int color)
    {
        if (text.Length > 0)
            runs.Add(new AnsiRun(text, $"{(bold ? "bold " : "")}{(color >= 0 ? $"ansi{color}" : "")}".Trim()));
    }

    private static (bool Bold, int Color) Apply(string codes, bool bold, int color)
    {
        var numbers = codes.Split(';').Select(code =>
            code.Length == 0 ? 0 : int.TryParse(code, CultureInfo.InvariantCulture, out var number) ? number : -1);
        foreach (var number in numbers)
        {
            // 38 and 48 are followed by a colour of their own kind, which has no class here.
            if (number is 38 or 48)
                break;
            (bold, color) = number switch
            {
                0 => (false, -1),
                1 => (true, color),
                22 => (false, color),
                39 => (bold, -1),
                >= 30 and <= 37 => (bold, number - 30),
                >= 90 and <= 97 => (bold, number - 90 + 8),
                _ => (bold, color),
            };
        }

        return (bold, color);
    }

    // CSI sequences, of which m is colour; OSC up to its terminator; two-character escapes; lone control characters.
    [GeneratedRegex(@"\e\[(?<sgr>[0-9;]*)m|\e\[[0-?]*[ -/]*[@-~]|\e\][^\a\e]*(?:\a|\e\\)?|\e[@-_]?|[\x00-\x08\x0A-\x1F\x7F]")]
    private static partial Regex Sequence();
}
