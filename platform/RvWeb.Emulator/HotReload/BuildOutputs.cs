namespace RvWeb.Emulator.HotReload;

/// <summary>
/// Tells what a build writes into the folders it is watched for from what somebody changed meanwhile. A file that changes while
/// a build runs may be either, so one more build follows; what changes in that one too, without a change between, is the build's.
/// </summary>
internal sealed class BuildOutputs
{
    // Tools that write a file of another name each time would be built for ever.
    private const int MostFollowing = 3;

    private readonly HashSet<string> _outputs = new(StringComparer.Ordinal);
    private HashSet<string> _suspects = new(StringComparer.Ordinal);
    private int _following;

    /// <summary>Files changed while nothing was built.</summary>
    public void ChangedBetween(IReadOnlySet<string> files)
    {
        _outputs.ExceptWith(files);
        _suspects.ExceptWith(files);
    }

    /// <summary>Files changed during a build.</summary>
    /// <returns>Whether another build must follow.</returns>
    public bool ChangedDuring(IReadOnlySet<string> files)
    {
        // What is gone again was the build's own.
        var left = files.Where(Path.Exists).ToHashSet(StringComparer.Ordinal);
        _outputs.UnionWith(left.Where(_suspects.Contains));
        left.ExceptWith(_outputs);
        var follows = left.Count > 0 && _following < MostFollowing;
        _following = follows ? _following + 1 : 0;
        _suspects = follows ? left : [];
        return follows;
    }
}
