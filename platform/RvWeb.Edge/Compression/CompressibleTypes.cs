using System.Collections.Frozen;
using System.Text.Json;

namespace RvWeb.Edge.Compression;

/// <summary>The media types that CloudFront compresses, from the embedded data file.</summary>
internal static class CompressibleTypes
{
    private static readonly FrozenSet<string> Types = Read();

    public static bool Contains(string? contentType) =>
        contentType is not null && Types.Contains(contentType.Split(';', 2)[0].Trim());

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CompressibleTypes).Assembly.GetManifestResourceStream("compressible-types.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("Types").EnumerateArray().Select(type => type.GetString()!).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
