using System.Buffers;

namespace RvWeb.Emulator.FrontDoors;

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

    public static bool AreValid(ViewerResponse response) => Invalid(response) is null;

    /// <summary>The name of a header that HTTP cannot carry, or null.</summary>
    public static string? Invalid(ViewerResponse response) =>
        response.Headers.Where(header => !IsName(header.Key) || !IsValue(header.Value)).Select(header => header.Key).FirstOrDefault()
            ?? (response.Cookies.All(IsValue) ? null : "Set-Cookie");

    /// <summary>Without the headers of the connection, and with a content type.</summary>
    public static ViewerResponse Normalize(ViewerResponse response, string defaultContentType = "application/json") =>
        WithContentType(response with { Headers = [.. response.Headers.Where(header => !IsDropped(header.Key))] }, defaultContentType);

    public static ViewerResponse WithContentType(ViewerResponse response, string defaultContentType) =>
        response.Headers.Any(header => header.Key.Equals(ContentType, StringComparison.OrdinalIgnoreCase))
            ? response
            : response.WithHeader(ContentType, defaultContentType);

    private static bool IsDropped(string name) =>
        Dropped.Contains(name) || name.StartsWith("proxy-", StringComparison.OrdinalIgnoreCase);

    private static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Token);

    private static bool IsValue(string value) => !value.Any(char.IsControl);
}
