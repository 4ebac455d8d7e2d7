using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RvWeb.Tests.Lambda;

namespace RvWeb.Tests.EndToEnd;

/// <summary>Events that no front door sends, or only because somebody made it.</summary>
internal static class HostileEvent
{
    /// <summary>By name: the event, and the error that it is answered with; null for one that is answered like any other.</summary>
    public static readonly IReadOnlyDictionary<string, (Func<byte[]> Json, string? Error)> All = new Dictionary<string, (Func<byte[]>, string?)>
    {
        ["nothing"] = (() => [], "Runtime.MalformedEvent"),
        ["null"] = (() => "null"u8.ToArray(), "Runtime.UnsupportedEvent"),
        ["a list"] = (() => "[]"u8.ToArray(), "Runtime.UnsupportedEvent"),
        ["a text"] = (() => "\"x\""u8.ToArray(), "Runtime.UnsupportedEvent"),
        ["100,000 lists in each other"] = (() => Bytes("{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}"), "Runtime.MalformedEvent"),
        ["100,000 objects in a field that is read"] = (
            () => Bytes("{\"requestContext\":" + Repeated(100_000, _ => "{\"http\":") + "1" + new string('}', 100_001)), "Runtime.MalformedEvent"),
        ["broken UTF-8"] = (() => [.. "{\"version\":\"2.0\",\"rawPath\":\"/"u8, 0xC0, 0xAF, 0xFF, .. "\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}"u8], "Runtime.MalformedEvent"),
        ["half a surrogate pair"] = (() => Bytes(Get().ToJsonString().Replace("/hello", "/\\uD800", StringComparison.Ordinal)), "Runtime.MalformedEvent"),
        ["a NUL in the path"] = (() => With("rawPath", "/a\0b"), "Runtime.MalformedEvent"),
        ["a NUL between the fields"] = (() => Bytes("{\0" + Get().ToJsonString()[1..]), "Runtime.MalformedEvent"),
        ["bad base64"] = (() => Body("****"), "Runtime.MalformedEvent"),
        ["a number for a path"] = (() => With("rawPath", 7), "Runtime.MalformedEvent"),
        ["a list for headers"] = (() => With("headers", new JsonArray()), "Runtime.MalformedEvent"),
        ["a number of 100,000 digits"] = (() => With("rawQueryString", JsonNode.Parse(new string('9', 100_000))), "Runtime.MalformedEvent"),
        ["a number of 100,000 digits where none is read"] = (() => With("x", JsonNode.Parse("-1e" + new string('9', 100_000))), null),
        ["each field twice"] = (() => Bytes("{" + Get().ToJsonString()[1..^1] + "," + Get().ToJsonString()[1..]), null),
        ["6 MB of headers"] = (() => With("headers", JsonNode.Parse("{" + Repeated(250_000, i => $"\"x-{i}\":\"{i}\",") + "\"host\":\"x\"}")), null),
        ["a header of 6 MB"] = (() => With("headers", new JsonObject { ["x-long"] = new string('x', 6_000_000) }), null),
        ["a header name of 6 MB"] = (() => With("headers", new JsonObject { [new string('x', 6_000_000)] = "x" }), null),
        ["a path of 6 MB of dots"] = (() => With("rawPath", "/" + Repeated(1_500_000, _ => "../")), null),
        ["a path of 6 MB of escapes"] = (() => With("rawPath", "/" + Repeated(2_000_000, _ => "%41")), null),
        ["100,000 cookies"] = (() => With("cookies", new JsonArray([.. Enumerable.Range(0, 100_000).Select(i => (JsonNode?)$"c{i}=1")])), null),
        ["a body of 6 MB"] = (() => Body(Convert.ToBase64String(Bytes('"' + new string('x', 4_400_000) + '"'))), null),
    };

    public static byte[] Plain() => Get().Utf8();

    private static JsonObject Get() => SampleEvents.FunctionUrl(rawPath: "/hello");

    private static byte[] With(string field, JsonNode? value)
    {
        var sent = Get();
        sent[field] = value;
        return sent.Utf8();
    }

    private static byte[] Body(string base64)
    {
        var sent = SampleEvents.FunctionUrl("POST", "/echo");
        (sent["body"], sent["isBase64Encoded"]) = (base64, true);
        return sent.Utf8();
    }

    private static string Repeated(int count, Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{piece(i)}");
        return text.ToString();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
