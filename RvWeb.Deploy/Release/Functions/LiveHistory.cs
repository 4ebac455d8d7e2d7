namespace RvWeb.Deploy.Release.Functions;

/// <summary>
/// The versions that viewers had, kept in the alias's description: the number before the current one may be a version
/// that never became healthy, and going back to it would help nobody.
/// </summary>
/// <param name="Versions">The newest first, without the current one.</param>
internal sealed record LiveHistory(IReadOnlyList<string> Versions)
{
    internal static readonly LiveHistory Unknown = new([]);

    private const string Separator = " < ";

    // A description holds 256 characters.
    private const int Kept = 20;

    /// <summary>Unknown if the alias was moved by somebody who keeps no history, such as CloudFormation.</summary>
    internal static LiveHistory Read(string? description, string current)
    {
        var versions = (description ?? "").Split(Separator);
        return versions[0] == current ? new LiveHistory(versions[1..]) : Unknown;
    }

    /// <summary>The description of the alias once it points to the version.</summary>
    internal string After(string version) => string.Join(Separator, Versions.Take(Kept).Prepend(version));

    /// <summary>When the alias moves on from the version.</summary>
    internal LiveHistory With(string version) => new([version, .. Versions]);
}
