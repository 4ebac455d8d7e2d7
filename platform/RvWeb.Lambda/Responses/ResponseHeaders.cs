using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using RvWeb.Lambda.Events;

namespace RvWeb.Lambda.Responses;

/// <summary>Writes the header fields in the form the front door reads; any other form it ignores, or answers 502.</summary>
internal static class ResponseHeaders
{
    /// <param name="writer">Stands in the object that is the answer.</param>
    /// <param name="headers">The app's.</param>
    /// <param name="door">Who reads it.</param>
    /// <param name="keepsLength">Whether Content-Length says something that the body does not.</param>
    /// <exception cref="InvalidResponseHeaderException">A name or value could end the field early.</exception>
    public static void Write(Utf8JsonWriter writer, IHeaderDictionary headers, FrontDoor door, bool keepsLength)
    {
        var isMultiValue = door is FrontDoor.RestApi or FrontDoor.HttpApiV1 or FrontDoor.LoadBalancerMultiValue;
        writer.WriteStartObject(isMultiValue ? "multiValueHeaders"u8 : "headers"u8);
        var connection = headers.Connection;
        if (headers is HeaderDictionary own)
        {
            // Unlike the interface it makes no enumerator on the heap.
            foreach (var (name, values) in own)
                WriteField(writer, name, values, keepsLength, isMultiValue, connection);
        }
        else
        {
            foreach (var (name, values) in headers)
                WriteField(writer, name, values, keepsLength, isMultiValue, connection);
        }

        if (door is FrontDoor.LoadBalancer or FrontDoor.LatticeV1 or FrontDoor.LatticeV2 or FrontDoor.WebSocketApi)
            WriteCookieFields(writer, headers.SetCookie);
        writer.WriteEndObject();
        if (door is FrontDoor.FunctionUrl or FrontDoor.HttpApi && headers.SetCookie.Count > 0)
            WriteList(writer, "cookies", "Set-Cookie", headers.SetCookie);
    }

    private static void WriteField(
        Utf8JsonWriter writer, string name, StringValues values, bool keepsLength, bool isMultiValue, StringValues connection)
    {
        if (!IsSent(name, keepsLength, isMultiValue) || IsNamed(connection, name))
            return;
        if (!HeaderText.IsName(name))
            throw InvalidResponseHeaderException.Name();
        if (isMultiValue)
            WriteList(writer, name, name, values);
        else if (values.Count == 1)
            writer.WriteString(name, Checked(name, values[0]));
        else if (values.Count > 1)
            writer.WriteString(name, Checked(name, string.Join(", ", values.ToArray())));
    }

    private static void WriteList(Utf8JsonWriter writer, string property, string name, StringValues values)
    {
        writer.WriteStartArray(property);
        foreach (var value in values)
            writer.WriteStringValue(Checked(name, value));
        writer.WriteEndArray();
    }

    /// <summary>
    /// Where one name takes one value, each cookie gets a spelling of its own: JSON knows upper and lower case, HTTP does
    /// not. There are 512 spellings of "set-cookie".
    /// </summary>
    private static void WriteCookieFields(Utf8JsonWriter writer, StringValues cookies)
    {
        for (var i = 0; i < cookies.Count; i++)
            writer.WriteString(Spelling(i), Checked("Set-Cookie", cookies[i]));
    }

    private static string Spelling(int number) => string.Create("set-cookie".Length, number, (name, bits) =>
    {
        "set-cookie".CopyTo(name);
        for (var i = 0; i < name.Length; i++)
            if (char.IsAsciiLetterLower(name[i]))
            {
                name[i] = (bits & 1) == 0 ? name[i] : char.ToUpperInvariant(name[i]);
                bits >>= 1;
            }
    });

    private static string Checked(string name, string? value) =>
        HeaderText.IsResponseValue(value) ? value ?? "" : throw InvalidResponseHeaderException.Value(name);

    /// <summary>
    /// Hop-by-hop fields end here (RFC 9110, section 7.6.1), and the front door frames the body itself; only a HEAD's
    /// Content-Length says what the body does not.
    /// </summary>
    private static bool IsSent(string name, bool keepsLength, bool isMultiValue) => name.Length switch
    {
        2 => !Is(name, "TE"),
        7 => !Is(name, "Trailer") && !Is(name, "Upgrade"),
        10 => !Is(name, "Connection") && !Is(name, "Keep-Alive") && (isMultiValue || !Is(name, "Set-Cookie")),
        14 => keepsLength || !Is(name, "Content-Length"),
        16 => !Is(name, "Proxy-Connection"),
        17 => !Is(name, "Transfer-Encoding"),
        18 => !Is(name, "Proxy-Authenticate"),
        19 => !Is(name, "Proxy-Authorization"),
        _ => true,
    };

    /// <summary>Whether the Connection field makes another field one of this hop only.</summary>
    private static bool IsNamed(StringValues connection, string name)
    {
        foreach (var value in connection)
            foreach (var option in value.AsSpan().Split(','))
                if (value.AsSpan(option).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                    return true;
        return false;
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
