using System.Globalization;
using System.Text.Json;

namespace RvWeb.Deploy.Release.Doctor;

/// <summary>Which versions of what runs on Node go with the packages that this program is built from.</summary>
internal static class NodeVersions
{
    // jsii, through which CDK's C# speaks to Node, was tested with 18, 20 and 22; the CDK CLI takes older ones.
    private const int Oldest = 18;
    private const int Newest = 22;

    /// <summary>Of `node --version`: whether it will do, and what to say.</summary>
    internal static (bool Found, string Detail) Node(string said) => Major(said) switch
    {
        null => (true, said),
        < Oldest => (false, $"{said} is too old: CDK needs {Oldest} or newer"),
        > Newest => (true, $"{said}, newer than what CDK was tested with ({Oldest} to {Newest})"),
        _ => (true, said),
    };

    /// <summary>Of `cdk --version`: whether it can read what this program synthesizes, and whether it is the one that package.json names.</summary>
    /// <param name="said">Such as 3.0.0 (build 1234567).</param>
    /// <param name="library">The version of CDK in this program: an older CLI does not understand what it writes.</param>
    /// <param name="npmPackage">The package.json.</param>
    internal static (bool Found, bool Needed, string Detail) Cli(string said, Version library, string npmPackage)
    {
        var version = said.Split(' ')[0];
        if (!Version.TryParse(version, out var number))
            return (true, true, said);
        if (number < library)
            return (false, true, $"{version} is older than the CDK in this program ({library})");
        var pinned = Pinned(npmPackage);
        return pinned is null || pinned == version ? (true, true, said) : (false, false, $"{version}, while package.json names {pinned}");
    }

    private static string? Pinned(string npmPackage)
    {
        if (!File.Exists(npmPackage))
            return null;
        using var package = JsonDocument.Parse(File.ReadAllText(npmPackage));
        return package.RootElement.GetProperty("devDependencies").GetProperty("aws-cdk").GetString();
    }

    private static int? Major(string said) =>
        int.TryParse(said.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
}
