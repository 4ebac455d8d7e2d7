using System.Text;
using System.Text.Json.Nodes;

namespace RvWeb.Tests.Lambda.Framework;

/// <summary>What is changed in a function URL's event, and read of its answer.</summary>
internal static class Requests
{
    public static JsonObject With(this JsonObject sent, string header, string value)
    {
        sent["headers"]![header] = value;
        return sent;
    }

    /// <summary>A function URL shows cookies in a list and in the header.</summary>
    public static JsonObject WithCookies(this JsonObject sent, IEnumerable<string> cookies)
    {
        var pairs = cookies.Select(cookie => cookie.Split(';')[0]).ToList();
        sent["cookies"] = new JsonArray([.. pairs.Select(pair => (JsonNode)pair)]);
        return sent.With("cookie", string.Join("; ", pairs));
    }

    public static JsonObject WithoutCookies(this JsonObject sent)
    {
        sent.Remove("cookies");
        sent["headers"]!.AsObject().Remove("cookie");
        return sent;
    }

    public static JsonObject WithQuery(this JsonObject sent, string query)
    {
        sent["rawQueryString"] = query;
        return sent;
    }

    public static JsonObject WithMethod(this JsonObject sent, string method)
    {
        sent["requestContext"]!["http"]!["method"] = method;
        return sent;
    }

    public static string Text(this FrontDoorAnswer answer) => Encoding.UTF8.GetString(answer.Body);

    public static JsonNode Json(this FrontDoorAnswer answer) => JsonNode.Parse(answer.Body)!;

    public static string? Header(this FrontDoorAnswer answer, string name) =>
        answer.Headers.TryGetValue(name, out var values) ? string.Join(", ", values) : null;
}
