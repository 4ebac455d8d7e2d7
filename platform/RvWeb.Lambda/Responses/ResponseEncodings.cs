using Amazon.Lambda.AspNetCoreServer;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Lambda.Responses;

/// <summary>What an app has said of bodies that are to travel as base64. It cannot make text of what would not survive as text.</summary>
internal sealed class ResponseEncodings(
    IReadOnlyDictionary<string, ResponseContentEncoding> types,
    IReadOnlyDictionary<string, ResponseContentEncoding> encodings,
    ResponseContentEncoding others)
{
    /// <summary>Whether the body may be text, if it is UTF-8.</summary>
    public bool AllowText(IHeaderDictionary headers) => headers.ContentEncoding switch
    {
        [] or ["identity"] => OfType(headers.ContentType.ToString()) != ResponseContentEncoding.Base64,
        [{ } encoding] => encodings.GetValueOrDefault(encoding, ResponseContentEncoding.Base64) != ResponseContentEncoding.Base64,
        _ => false,
    };

    private ResponseContentEncoding OfType(string contentType)
    {
        var type = contentType.Split(';')[0].Trim();
        if (types.TryGetValue(type, out var encoding))
            return encoding;
        return IsUsualText(type) ? ResponseContentEncoding.Default : others;
    }

    /// <summary>What AWS's package takes for text even if base64 is the default.</summary>
    private static bool IsUsualText(string type) => type.ToLowerInvariant() is
        "text/plain" or "text/xml" or "text/html" or "text/css" or "text/javascript" or "text/ecmascript" or "text/markdown" or "text/csv"
        or "application/xml" or "application/json";
}
