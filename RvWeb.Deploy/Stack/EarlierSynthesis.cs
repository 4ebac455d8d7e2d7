using System.Globalization;

namespace RvWeb.Deploy.Stack;

/// <summary>
/// A cloud assembly with a note of what it was made from. To start CDK takes seconds, so nothing is made again while the note
/// still holds: from the same inputs, and no file is another one.
/// </summary>
/// <param name="output">The cloud assembly.</param>
internal sealed class EarlierSynthesis(string output)
{
    private readonly string _note = Path.Combine(output, "made-from.txt");

    /// <summary>The file that holds the template, if all is there as it was made from these inputs; else null.</summary>
    internal string? Find(string inputs)
    {
        if (!File.Exists(_note))
            return null;
        var lines = File.ReadAllLines(_note);
        return lines.Length > 2 && lines[0] == inputs && lines.Skip(2).All(IsAsItWas) ? Path.Combine(output, lines[1]) : null;
    }

    /// <summary>Forgets what is about to be overwritten: a synthesis that fails half-way must leave no note.</summary>
    internal void Forget()
    {
        // To delete in a directory that is not there is an error.
        if (File.Exists(_note))
            File.Delete(_note);
    }

    internal void Remember(string inputs, string template)
    {
        var files = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Where(file => !IsTheClis(file));
        File.WriteAllLines(_note, [inputs, Path.GetRelativePath(output, template), .. files.Select(Describe)]);
    }

    // The size and time of a change, as make and MSBuild look at files.
    private string Describe(string file)
    {
        var info = new FileInfo(file);
        return string.Create(CultureInfo.InvariantCulture, $"{info.Length} {info.LastWriteTimeUtc.Ticks} {Path.GetRelativePath(output, file)}");
    }

    private bool IsAsItWas(string line)
    {
        var file = Path.Combine(output, line.Split(' ', 3)[2]);
        return File.Exists(file) && Describe(file) == line;
    }

    // The CDK CLI locks the directory by files that it removes.
    private static bool IsTheClis(string file) => Path.GetExtension(file) == ".lock";
}
