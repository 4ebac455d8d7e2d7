namespace RvWeb.Emulator.HotReload;

/// <summary>When a function's environments are replaced because its program is another.</summary>
internal sealed record HotReloadOptions
{
    /// <summary>Full paths: what the build writes, or with <see cref="Build"/> what it is made from.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Runs when a file changed; null if somebody else builds.</summary>
    public BuildCommand? Build { get; init; }

    /// <summary>Whether two functions change together.</summary>
    public bool IsSame(HotReloadOptions other) => Folders.SequenceEqual(other.Folders) && Build?.Text == other.Build?.Text;
}
