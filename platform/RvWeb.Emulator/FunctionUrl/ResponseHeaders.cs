using System.Buffers;

namespace RvWeb.Emulator.FunctionUrl;

/// <summary>Which of a function's headers a front door passes on, and which it computes.</summary>
internal static class ResponseHeaders
{
    private const string ContentType = "Content-Type";

    // RFC 9110, section 5.6.2.
    private static readonly SearchValues<char> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "content-length",
    };

    public static bool AreValid(FunctionUrlResponse response) =>
        response.Headers.All(header => IsName(header.Key) && IsValue(header.Value)) && response.Cookies.All(IsValue);

    /// <summary>Without the headers of the connection, and with a content type.</summary>
    public static FunctionUrlResponse Normalize(FunctionUrlResponse response, string defaultContentType = "application/json")
    {
        var headers = response.Headers.Where(header => !IsDropped(header.Key)).ToList();
        if (!headers.Exists(header => header.Key.Equals(ContentType, StringComparison.OrdinalIgnoreCase)))
            headers.Add(new(ContentType, defaultContentType));
        return response with { Headers = headers };
    }

    private static bool IsDropped(string name) =>
        Dropped.Contains(name) || name.StartsWith("proxy-", StringComparison.OrdinalIgnoreCase);

    private static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Token);

    private static bool IsValue(string value) => !value.Any(char.IsControl);
}
