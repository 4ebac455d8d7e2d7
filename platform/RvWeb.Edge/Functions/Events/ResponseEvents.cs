using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.Functions.Events;

/// <summary>From a response's status and headers to an event and back.</summary>
internal static class ResponseEvents
{
    private const string SetCookie = "Set-Cookie";

    public static FunctionResponse From(int status, string description, IHeaderDictionary headers) => new()
    {
        Status = status,
        Description = description,
        Headers = [.. headers.Where(header => IsShown(header.Key) && header.Value.Count > 0)
            .Select(header => new EventField(header.Key.ToLowerInvariant(), [.. header.Value.Select(value => new EventValue(value ?? ""))]))],
        Cookies = EventFields.Collapse(headers.SetCookie.Select(line => Cookie(line ?? ""))),
    };

    /// <summary>Writes what a function returned over the headers there are.</summary>
    /// <exception cref="InvalidResultException">The function may not return that.</exception>
    public static void Apply(FunctionResponse? sent, FunctionResponse returned, IHeaderDictionary headers)
    {
        HeaderAccess.Check("response.headers", sent?.Headers ?? [], returned.Headers, sent is null ? [] : HeaderAccess.ReadOnlyInResponses);
        var written = Written(returned);
        HeaderSize.Check("response", written);
        foreach (var name in headers.Keys.Where(name => IsShown(name) && !IsOfBody(name)).Append(SetCookie).ToList())
            headers.Remove(name);
        foreach (var (name, values) in written)
            headers[name] = values;
    }

    private static HeaderDictionary Written(FunctionResponse returned)
    {
        var headers = new HeaderDictionary();
        foreach (var field in returned.Headers.Where(field => !IsOfBody(field.Name)))
            headers[HeaderAccess.Capitalized(field.Name)] =
                new StringValues([.. field.Values.Select(value => HeaderAccess.OnWire($"response.headers['{field.Name}']", value.Value))]);
        foreach (var cookie in returned.Cookies)
        {
            foreach (var value in cookie.Values)
                headers.Append(SetCookie, HeaderAccess.OnWire($"response.cookies['{cookie.Name}']", Line(cookie.Name, value)));
        }

        return headers;
    }

    private static bool IsShown(string name) => !HeaderAccess.IsHidden(name) && !name.Equals(SetCookie, StringComparison.OrdinalIgnoreCase);

    // The length is that of the body the edge sends, whatever a function writes.
    private static bool IsOfBody(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);

    private static (string Name, EventValue Value) Cookie(string line)
    {
        var semicolon = line.IndexOf(';', StringComparison.Ordinal);
        var pair = semicolon < 0 ? line : line[..semicolon];
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var attributes = semicolon < 0 ? null : line[(semicolon + 1)..].Trim();
        return (pair[..Math.Max(equals, 0)].Trim(), new EventValue(pair[(equals + 1)..].Trim(), attributes));
    }

    private static string Line(string name, EventValue value) =>
        value.Attributes is { Length: > 0 } attributes ? $"{name}={value.Value}; {attributes}" : $"{name}={value.Value}";
}
