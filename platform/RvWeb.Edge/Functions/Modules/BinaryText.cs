using System.Buffers.Text;
using System.Text;
using Jint;
using Jint.Runtime;
using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions.Modules;

/// <summary>Bytes as text: hex, base64 and base64url, as Node.js reads and writes them.</summary>
internal static class BinaryText
{
    public static string Encode(Engine engine, ReadOnlySpan<byte> bytes, string encoding) => encoding switch
    {
        "hex" => Convert.ToHexStringLower(bytes),
        "base64" => Convert.ToBase64String(bytes),
        "base64url" => Base64Url.EncodeToString(bytes),
        "utf8" or "utf-8" => Encoding.UTF8.GetString(bytes),
        _ => throw Unknown(engine, encoding),
    };

    public static byte[] Decode(Engine engine, string text, string encoding) => encoding switch
    {
        "hex" => Hex(text),
        "base64" or "base64url" => FromBase64(text),
        "utf8" or "utf-8" => Encoding.UTF8.GetBytes(text),
        _ => throw Unknown(engine, encoding),
    };

    /// <summary>Both alphabets; what is neither is skipped, as in Node.js.</summary>
    public static byte[] FromBase64(string text)
    {
        var known = new StringBuilder(text.Length + 3);
        foreach (var letter in text)
        {
            if (letter == '=')
                break;
            if (char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '-' or '_')
                known.Append(letter switch { '-' => '+', '_' => '/', _ => letter });
        }

        // One letter alone stands for no byte.
        if (known.Length % 4 == 1)
            known.Length--;
        return Convert.FromBase64String(known.Append('=', (4 - (known.Length % 4)) % 4).ToString());
    }

    private static byte[] Hex(string text)
    {
        var digits = text.Length / 2 * 2;
        for (var at = 0; at < digits; at++)
        {
            if (!char.IsAsciiHexDigit(text[at]))
                digits = at / 2 * 2;
        }

        return Convert.FromHexString(text.AsSpan(0, digits));
    }

    private static JavaScriptException Unknown(Engine engine, string encoding) =>
        new(engine.Intrinsics.TypeError, $"unknown encoding '{ScriptText.Short(encoding)}': use hex, base64 or base64url");
}
