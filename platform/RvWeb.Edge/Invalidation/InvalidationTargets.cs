using System.Collections.Frozen;
using RvWeb.Edge.Keys;

namespace RvWeb.Edge.Invalidation;

/// <summary>
/// Which entries the paths of one invalidation mean: every variant by header, cookie and method. The query counts as far as it
/// is in the key.
/// </summary>
internal sealed class InvalidationTargets
{
    private readonly FrozenSet<string> _exact;
    private readonly string[] _prefixes;

    /// <param name="paths">The paths.</param>
    /// <param name="defaultRootObject">What viewers get who ask for <c>/</c>; our choice: the path <c>/</c> means it too.</param>
    public InvalidationTargets(IReadOnlyList<InvalidationPath> paths, string defaultRootObject)
    {
        var exact = paths.Where(path => !path.IsWildcard).Select(path => path.Text);
        _exact = exact.Concat(paths.Any(path => path.Text == "/") ? ["/" + defaultRootObject] : []).ToFrozenSet(StringComparer.Ordinal);
        _prefixes = [.. paths.Where(path => path.IsWildcard).Select(path => path.Prefix).Distinct(StringComparer.Ordinal)];
    }

    public bool Cover(string key)
    {
        var target = CacheKeyParts.Read(key).Target;
        if (_exact.Contains(target))
            return true;
        foreach (var prefix in _prefixes)
        {
            if (target.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
