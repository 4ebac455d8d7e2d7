using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace RvWeb.Lambda.Events;

/// <summary>Reads the header fields, each value whole: Date, User-Agent and others hold commas that separate nothing.</summary>
internal static class EventHeaders
{
    /// <exception cref="MalformedEventException">A name or value could never have come over HTTP.</exception>
    public static HeaderDictionary Read(in EventParts parts)
    {
        var own = parts.Memory.Headers();
        IHeaderDictionary headers = own;
        Read(parts, EventField.MultiValueHeaders, headers);
        if (headers.Count == 0)
            Read(parts, EventField.Headers, headers);
        ReadCookies(parts, headers);
        if (headers.Host.Count == 0 && parts.Text(EventField.DomainName) is { } domain)
            headers.Host = Checked(domain, EventField.DomainName);
        return own;
    }

    private static void Read(in EventParts parts, EventField field, IHeaderDictionary headers)
    {
        if (!parts.Has(field))
            return;
        var reader = parts.OpenObject(field);
        while (EventValues.NextName(ref reader, field, parts.Memory.Strings) is { } name)
        {
            if (!HeaderText.IsName(name))
                throw MalformedEventException.Wrong(field, "holds a name that no HTTP header can have");
            reader.Read();
            headers[name] = Checked(EventValues.Values(ref reader, field, parts.Memory.Strings), field);
        }
    }

    /// <summary>An HTTP API takes the cookies out of the headers, a function URL sends them in both places.</summary>
    private static void ReadCookies(in EventParts parts, IHeaderDictionary headers)
    {
        if (!parts.Has(EventField.Cookies))
            return;
        var reader = parts.Open(EventField.Cookies);
        if (reader.TokenType != JsonTokenType.StartArray)
            throw MalformedEventException.WrongType(EventField.Cookies, reader.TokenType, "a list");
        var cookies = Checked(EventValues.Values(ref reader, EventField.Cookies, parts.Memory.Strings), EventField.Cookies);
        if (cookies.Count > 0)
            headers.Cookie = cookies.Count == 1 ? cookies : Join(cookies, parts.Memory.Strings);
    }

    private static string Join(StringValues cookies, EventStrings strings)
    {
        var joined = strings.Builder();
        foreach (var cookie in cookies)
            joined.Append(joined.Length == 0 ? "" : "; ").Append(cookie);
        return strings.Get(joined);
    }

    private static StringValues Checked(StringValues values, EventField field)
    {
        foreach (var value in values)
            if (!HeaderText.IsRequestValue(value))
                throw MalformedEventException.Wrong(field, "holds a value with a line break or a NUL");
        return values;
    }
}
