using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Functions.Events;

/// <summary>
/// From a viewer's request to an event and back. Query strings and cookies are given to functions as they were sent, not
/// decoded; what a function leaves as it was goes on as it was sent.
/// </summary>
internal static class RequestEvents
{
    private const string Cookie = "cookie";

    public static FunctionRequest From(ViewerRequest request) => new()
    {
        Method = request.Method,
        Uri = request.Path,
        RawQuery = request.Query,
        Query = EventFields.Collapse(Pairs(request.Query, '&').Select(pair => (pair.Name, new EventValue(pair.Value)))),
        Headers = Headers(request.Headers),
        Cookies = EventFields.Collapse(request.Headers.Cookie
            .SelectMany(line => Pairs(line ?? "", ';'))
            .Where(pair => pair.Name.Length > 0)
            .Select(pair => (pair.Name, new EventValue(pair.Value)))),
    };

    /// <summary>The request that goes on.</summary>
    /// <exception cref="InvalidResultException">The function may not return that.</exception>
    public static ViewerRequest Apply(ViewerRequest viewer, FunctionRequest sent, FunctionRequest returned)
    {
        Check(sent, returned);
        var path = returned.Uri == sent.Uri ? viewer.Path : UriText.Path(returned.Uri);
        var query = EventFields.Same(sent.Query, returned.Query) ? viewer.Query : UriText.Query(returned.Query);
        if (path.Length + query.Length + 1 >= FunctionLimits.UriLength)
            throw new InvalidResultException($"request.uri and request.querystring have {path.Length + query.Length + 1} characters together: fewer than {FunctionLimits.UriLength} are allowed");
        return viewer with { Path = path, Query = query, Headers = Headers(viewer, sent, returned) };
    }

    /// <summary>Whether the function wrote what it may only read.</summary>
    /// <exception cref="InvalidResultException">It did.</exception>
    public static void Check(FunctionRequest sent, FunctionRequest returned)
    {
        if (returned.Method != sent.Method)
            throw new InvalidResultException($"request.method is read-only: '{sent.Method}' became '{returned.Method}'");
        HeaderAccess.Check("request.headers", sent.Headers, returned.Headers, HeaderAccess.ReadOnlyInRequests);
    }

    private static List<EventField> Headers(HeaderFields headers)
    {
        var fields = new List<EventField>(headers.Count);
        foreach (var (name, values) in headers)
        {
            if (!HeaderAccess.IsHidden(name) && !name.Equals(Cookie, StringComparison.OrdinalIgnoreCase) && values.Count > 0)
                fields.Add(new EventField(name.ToLowerInvariant(), [.. values.Select(value => new EventValue(value ?? ""))]));
        }

        return fields;
    }

    private static IHeaderDictionary Headers(ViewerRequest viewer, FunctionRequest sent, FunctionRequest returned)
    {
        IHeaderDictionary headers = new HeaderDictionary(returned.Headers.Count + 2);
        foreach (var (name, values) in viewer.Headers)
        {
            if (HeaderAccess.IsHidden(name))
                headers[name] = values;
        }

        headers.Cookie = EventFields.Same(sent.Cookies, returned.Cookies) ? viewer.Headers.Cookie : Cookies(returned.Cookies);
        foreach (var field in returned.Headers)
            headers[HeaderAccess.Capitalized(field.Name)] = Values($"request.headers['{field.Name}']", field);
        HeaderSize.Check("request", headers);
        return headers;
    }

    private static StringValues Values(string path, EventField field) => field.Values.Count == 1
        ? HeaderAccess.OnWire(path, field.Values[0].Value)
        : new StringValues([.. field.Values.Select(value => HeaderAccess.OnWire(path, value.Value))]);

    private static StringValues Cookies(IReadOnlyList<EventField> cookies) => cookies.Count == 0 ? StringValues.Empty : string.Join("; ",
        cookies.SelectMany(cookie => cookie.Values.Select(value => HeaderAccess.OnWire($"request.cookies['{cookie.Name}']", $"{cookie.Name}={value.Value}"))));

    private static IEnumerable<(string Name, string Value)> Pairs(string text, char delimiter)
    {
        foreach (var piece in text.Split(delimiter, StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = delimiter == ';' ? piece.Trim() : piece;
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? (delimiter == ';' ? "" : pair, "") : (pair[..equals], pair[(equals + 1)..]);
        }
    }
}
