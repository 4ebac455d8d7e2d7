using System.Globalization;
using System.Text;

namespace RvWeb.Deploy.Template;

/// <summary>The lines in which two texts differ, with some around them, as `diff -u` shows them.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    /// <summary>Empty if the texts have the same lines.</summary>
    internal static string Between(string before, string after)
    {
        var lines = Align(before.Split('\n'), after.Split('\n'));
        var text = new StringBuilder();
        var next = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!NearChange(lines, i))
                continue;
            if (i > next || text.Length == 0)
                text.Append(CultureInfo.InvariantCulture, $"@@ line {lines[i].Number} @@\n");
            text.Append(lines[i].Sign).Append(lines[i].Text).Append('\n');
            next = i + 1;
        }

        return text.ToString();
    }

    private static bool NearChange(List<Line> lines, int at) =>
        lines.Skip(at - Context).Take(Context + 1 + Math.Min(at, Context)).Any(line => line.Sign != ' ');

    private static List<Line> Align(string[] before, string[] after)
    {
        var common = CommonLines(before, after);
        var lines = new List<Line>();
        for (int i = 0, j = 0; i < before.Length || j < after.Length;)
            if (i < before.Length && j < after.Length && before[i] == after[j])
                lines.Add(new Line(' ', before[i++], ++j));
            else if (j == after.Length || (i < before.Length && common[i + 1, j] >= common[i, j + 1]))
                lines.Add(new Line('-', before[i++], j + 1));
            else
                lines.Add(new Line('+', after[j++], j));
        return lines;
    }

    // Longest common subsequence of what follows each pair of lines; templates have some hundred lines.
    private static int[,] CommonLines(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
            for (var j = after.Length - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }

    private readonly record struct Line(char Sign, string Text, int Number);
}
