using System.Xml;
using System.Xml.Linq;

namespace RvWeb.Deploy.Building.Sources;

/// <summary>A file that MSBuild reads, as far as it names other files.</summary>
/// <remarks>
/// Nothing is evaluated: a condition counts as true, for a source too many only costs a build. Of properties only those for the
/// file's own directory are known; a path made of others is not seen.
/// </remarks>
internal static class MsBuildFile
{
    private static readonly string[] Extensions = [".props", ".targets"];

    private static readonly string[] OwnDirectory =
        ["$(MSBuildThisFileDirectory)", "$(MSBuildProjectDirectory)/", "$(ProjectDir)", "$(MSBuildProjectDirectory)"];

    internal static bool IsProject(string file) => Path.GetExtension(file).EndsWith("proj", StringComparison.Ordinal);

    internal static bool Is(string file) => IsProject(file) || Extensions.Contains(Path.GetExtension(file));

    /// <summary>Existing files, and of a pattern the existing directory below which it looks.</summary>
    internal static IEnumerable<string> Named(string file)
    {
        var directory = Path.GetDirectoryName(file)!;
        return Load(file).Descendants()
            .SelectMany(element => element.Attributes())
            .Where(attribute => attribute.Name.LocalName is "Include" or "Project")
            .SelectMany(attribute => attribute.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(path => Resolve(path, directory))
            .OfType<string>()
            .Where(path => File.Exists(path) || (Directory.Exists(path) && path != directory));
    }

    /// <summary>The XML, however broken files may be that nobody builds.</summary>
    internal static XElement Load(string file)
    {
        try
        {
            return XElement.Load(file);
        }
        catch (XmlException e)
        {
            throw new DeployFailedException($"{file} is no XML, so MSBuild cannot read it: {e.Message}");
        }
    }

    private static string? Resolve(string path, string directory)
    {
        var plain = path.Replace('\\', '/');
        foreach (var property in OwnDirectory)
            plain = plain.StartsWith(property, StringComparison.OrdinalIgnoreCase) ? "./" + plain[property.Length..].TrimStart('/') : plain;
        var wildcard = plain.IndexOfAny(['*', '?']);
        if (wildcard >= 0)
            plain = plain[..(plain[..wildcard].LastIndexOf('/') + 1)];
        return plain.Length == 0 || plain.Contains("$(", StringComparison.Ordinal) || plain.Contains("@(", StringComparison.Ordinal)
            ? null
            : Path.TrimEndingDirectorySeparator(Path.GetFullPath(plain, directory));
    }
}
