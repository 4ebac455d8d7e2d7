using System.Buffers.Text;
using System.Text;

namespace RvWeb.Lambda.RuntimeApi;

/// <summary>The status line and header fields of a Runtime API response, read in place.</summary>
internal readonly ref struct ResponseHead(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The status code, or 0 if this is no HTTP/1.1 response.</summary>
    public int Status =>
        _bytes.StartsWith("HTTP/1."u8) && _bytes.Length > 12 && Utf8Parser.TryParse(_bytes.Slice(9, 3), out int status, out _)
            ? status
            : 0;

    public bool IsChunked => Ascii.EqualsIgnoreCase(Find("transfer-encoding"u8), "chunked"u8);

    public bool Closes => Ascii.EqualsIgnoreCase(Find("connection"u8), "close"u8);

    /// <summary>-1 if there is none.</summary>
    public long ContentLength => Number("content-length"u8) ?? -1;

    public long? Number(ReadOnlySpan<byte> name)
    {
        var value = Find(name);
        return Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length ? number : null;
    }

    public string? Text(ReadOnlySpan<byte> name) => Find(name) is { Length: > 0 } value ? Encoding.UTF8.GetString(value) : null;

    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name)
    {
        var rest = _bytes;
        for (var end = rest.IndexOf("\r\n"u8); end >= 0; end = rest.IndexOf("\r\n"u8))
        {
            var line = rest[..end];
            rest = rest[(end + 2)..];
            if (line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name))
                return line[(name.Length + 1)..].Trim(" \t"u8);
        }

        return default;
    }
}
