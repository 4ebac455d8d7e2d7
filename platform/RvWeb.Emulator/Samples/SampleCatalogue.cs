namespace RvWeb.Emulator.Samples;

/// <summary>The sample events: what AWS's front doors and event sources send, in the shapes AWS documents, values ours.</summary>
internal static class SampleCatalogue
{
    private const string Prefix = "sample/";

    /// <summary>Sorted by name.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(SampleCatalogue).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal),
    ];

    /// <returns>The event's JSON; null if there is no such sample.</returns>
    public static byte[]? Find(string name)
    {
        using var stream = typeof(SampleCatalogue).Assembly.GetManifestResourceStream(Prefix + name);
        if (stream is null)
            return null;
        var sample = new byte[stream.Length];
        stream.ReadExactly(sample);
        return sample;
    }
}
