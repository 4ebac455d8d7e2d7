using System.IO.Compression;

namespace RvWeb.Edge.Compression;

/// <summary>A coding the edge can apply (RFC 9110, section 8.4.1).</summary>
internal sealed class ContentCoding
{
    // AWS names no levels. Ours: what a server can afford on the way; the result is kept, so a little more than the fastest.
    private static readonly ZLibCompressionOptions GzipLevel = new() { CompressionLevel = 6 };
    private static readonly BrotliCompressionOptions BrotliLevel = new() { Quality = 5 };

    private readonly Func<Stream, Stream> _encoder;

    private ContentCoding(string name, Func<Stream, Stream> encoder) => (Name, _encoder) = (name, encoder);

    public static ContentCoding Gzip { get; } = new("gzip", output => new GZipStream(output, GzipLevel, leaveOpen: true));

    public static ContentCoding Brotli { get; } = new("br", output => new BrotliStream(output, BrotliLevel, leaveOpen: true));

    public string Name { get; }

    public Stream Encoder(Stream output) => _encoder(output);
}
