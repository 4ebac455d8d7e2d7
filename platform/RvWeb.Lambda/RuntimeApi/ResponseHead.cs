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

    /// <summary>Such as 100 Continue: the response itself is still to come (RFC 9110, section 15.2).</summary>
    public bool IsInterim => Status is >= 100 and < 200;

    /// <summary>RFC 9112, section 9.3: version 1.0 closes the connection if nothing else is said.</summary>
    public bool Closes
    {
        get
        {
            var connection = Find("connection"u8);
            return Has(connection, "close"u8) || (_bytes.StartsWith("HTTP/1.0"u8) && !Has(connection, "keep-alive"u8));
        }
    }

    /// <summary>-1 if there is none.</summary>
    /// <exception cref="RuntimeApiException">It is no length that a body can have.</exception>
    public int ContentLength
    {
        get
        {
            var text = Find("content-length"u8);
            if (text.IsEmpty)
                return -1;
            return Utf8Parser.TryParse(text, out int length, out var used) && used == text.Length && length is >= 0 and <= ReceiveBuffer.MaximumBytes
                ? length
                : throw new RuntimeApiException(
                    $"The Runtime API announced a body of '{Encoding.Latin1.GetString(text)}' bytes; it must be a number from 0 to {ReceiveBuffer.MaximumBytes}.");
        }
    }

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

    /// <summary>Whether a list separated by commas holds the token.</summary>
    private static bool Has(ReadOnlySpan<byte> list, ReadOnlySpan<byte> token)
    {
        foreach (var place in list.Split((byte)','))
            if (Ascii.EqualsIgnoreCase(list[place].Trim(" \t"u8), token))
                return true;
        return false;
    }
}
