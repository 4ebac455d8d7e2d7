using System.Reflection;

namespace RvWeb.Web.Serving;

/// <summary>Which state of the source this program was built from, as far as its build knew.</summary>
internal static class BuiltFrom
{
    private const int ShortHash = 7;

    /// <summary>Such as <c>0.1.0, 4846602 of 2026-11-30</c>.</summary>
    public static string Text { get; } = Describe(
        typeof(BuiltFrom).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
        typeof(BuiltFrom).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "CommitDate")?.Value);

    /// <param name="version">The version, a plus sign and the commit, which may be missing.</param>
    /// <param name="date">The commit's, or null.</param>
    internal static string Describe(string version, string? date)
    {
        var parts = version.Split('+', 2);
        if (parts.Length == 1 || parts[1].Length == 0)
            return parts[0];
        var commit = parts[1].Length > ShortHash ? parts[1][..ShortHash] : parts[1];
        return date is null ? $"{parts[0]}, {commit}" : $"{parts[0]}, {commit} of {date}";
    }
}
