namespace RvWeb.Edge.Compression;

/// <summary>Whether an answer is compressed on its way into the cache, and one sentence why; empty if nobody asked for it.</summary>
internal sealed record CompressionChoice(ContentCoding? Coding, string Reason)
{
    public static CompressionChoice Off { get; } = new(null, "");

    public static CompressionChoice Not(string why) => new(null, "not compressed: " + why);
}
