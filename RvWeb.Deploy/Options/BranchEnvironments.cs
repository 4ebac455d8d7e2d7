using System.Collections.Frozen;

namespace RvWeb.Deploy.Options;

/// <summary>Which environment a branch of the repository is deployed to: the one place that says so.</summary>
internal static class BranchEnvironments
{
    internal static readonly FrozenDictionary<string, string> Map = new Dictionary<string, string>
    {
        ["main"] = "prod",
        ["development"] = "dev",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The branches, in order.</summary>
    internal static IEnumerable<string> Names => Map.Keys.Order(StringComparer.Ordinal);
}
