using System.Xml.Linq;

namespace RvWeb.Deploy.Building.Sources;

/// <summary>Which projects are Lambda functions.</summary>
/// <remarks>
/// Those that say AWSProjectType=Lambda, which is what AWS's own tools look for; and programs that use RvWeb.Lambda, themselves or
/// through libraries. A program that references a function's project (an AppHost, a test) is none for that. Read from the
/// project's own file, without conditions.
/// </remarks>
internal static class FunctionProjects
{
    private const string Hosting = "RvWeb.Lambda";

    /// <summary>Full paths, in the order given.</summary>
    internal static IReadOnlyList<string> Among(IEnumerable<string> projects) => [.. projects.Where(IsFunction)];

    private static bool IsFunction(string project)
    {
        var content = MsBuildFile.Load(project);
        return Property(content, "AWSProjectType") is { } kind
            ? kind.Equals("Lambda", StringComparison.OrdinalIgnoreCase)
            : IsProgram(content) && !Is(content, "IsTestProject") && UsesHosting(project);
    }

    private static bool UsesHosting(string project)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([project]);
        while (open.TryPop(out var file))
        {
            var content = MsBuildFile.Load(file);
            if (file != project && IsProgram(content))
                continue;
            if (Includes(content, "PackageReference").Contains(Hosting))
                return true;

            foreach (var reference in Includes(content, "ProjectReference").Select(include => Full(include, file)).Where(seen.Add))
            {
                if (Path.GetFileNameWithoutExtension(reference) == Hosting)
                    return true;
                if (File.Exists(reference))
                    open.Push(reference);
            }
        }

        return false;
    }

    private static string Full(string include, string file) => Path.GetFullPath(include.Replace('\\', '/'), Path.GetDirectoryName(file)!);

    private static bool IsProgram(XElement content) =>
        Property(content, "OutputType") is { } type
            ? type.Equals("Exe", StringComparison.OrdinalIgnoreCase)
            : content.Attribute("Sdk")?.Value is "Microsoft.NET.Sdk.Web" or "Microsoft.NET.Sdk.Worker";

    private static bool Is(XElement content, string name) =>
        string.Equals(Property(content, name), "true", StringComparison.OrdinalIgnoreCase);

    private static string? Property(XElement content, string name) => content.Descendants(name).LastOrDefault()?.Value.Trim();

    private static IEnumerable<string> Includes(XElement content, string item) =>
        content.Descendants(item).Select(reference => reference.Attribute("Include")?.Value).OfType<string>();
}
