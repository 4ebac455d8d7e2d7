using System.Text.Json.Nodes;
using RvWeb.Lambda.Events;

namespace RvWeb.Tests.Lambda;

/// <summary>Does to a client's request what each front door does before a function sees it.</summary>
internal static class FrontDoorEvents
{
    public const string Host = "abc.execute-api.eu-central-1.amazonaws.com";

    /// <summary>Whether the front door keeps only the last of several values.</summary>
    public static bool KeepsLast(FrontDoor door) => door is FrontDoor.LoadBalancer or FrontDoor.LatticeV1;

    public static JsonObject Wrap(ClientRequest request, FrontDoor door, string stage)
    {
        var sent = door switch
        {
            FrontDoor.FunctionUrl => Version2(request, request.RawPath, Host.Replace("execute-api", "lambda-url", StringComparison.Ordinal), "$default"),
            FrontDoor.HttpApi => Version2(request, $"/{stage}{request.Path}", Host, stage),
            FrontDoor.RestApi => Version1(request, request.RawPath, stage),
            FrontDoor.HttpApiV1 => Version1(request, $"/{stage}{request.RawPath}", stage),
            FrontDoor.LoadBalancer or FrontDoor.LoadBalancerMultiValue => LoadBalancer(request, door),
            FrontDoor.LatticeV1 => LatticeV1(request),
            FrontDoor.LatticeV2 => LatticeV2(request),
            _ => throw new ArgumentOutOfRangeException(nameof(door)),
        };
        if (door == FrontDoor.HttpApiV1)
            sent["version"] = "1.0";
        if (request.Body.Length > 0)
            sent["body"] = Convert.ToBase64String(request.Body);
        sent[door == FrontDoor.LatticeV1 ? "is_base64_encoded" : "isBase64Encoded"] = request.Body.Length > 0;
        return sent;
    }

    private static JsonObject Version2(ClientRequest request, string rawPath, string host, string stage) => new()
    {
        ["version"] = "2.0",
        ["rawPath"] = rawPath,
        ["rawQueryString"] = request.RawQuery,
        ["headers"] = Single(Headers(request, host, withCookies: false), values => string.Join(',', values)),
        ["cookies"] = request.Cookies.Length == 0 ? null : List(request.Cookies),
        ["requestContext"] = new JsonObject
        {
            ["domainName"] = host,
            ["http"] = new JsonObject { ["method"] = request.Method, ["path"] = request.Path, ["protocol"] = "HTTP/1.1", ["sourceIp"] = "203.0.113.7" },
            ["stage"] = stage,
        },
    };

    private static JsonObject Version1(ClientRequest request, string path, string stage) => new()
    {
        ["resource"] = "/{proxy+}",
        ["httpMethod"] = request.Method,
        ["path"] = path,
        ["headers"] = Single(Headers(request, Host), values => values[^1]),
        ["multiValueHeaders"] = Multi(Headers(request, Host)),
        ["queryStringParameters"] = request.Query.Length == 0 ? null : Single(Grouped(request.Query), values => values[^1]),
        ["multiValueQueryStringParameters"] = request.Query.Length == 0 ? null : Multi(Grouped(request.Query)),
        ["requestContext"] = new JsonObject
        {
            ["domainName"] = Host,
            ["identity"] = new JsonObject { ["sourceIp"] = "203.0.113.7" },
            ["path"] = $"/{stage}{request.RawPath}",
            ["stage"] = stage,
        },
    };

    private static JsonObject LoadBalancer(ClientRequest request, FrontDoor door)
    {
        var (headers, query) = (Headers(request, Host), Grouped(RawQuery(request)));
        var sent = new JsonObject
        {
            ["requestContext"] = new JsonObject { ["elb"] = new JsonObject { ["targetGroupArn"] = "arn" } },
            ["httpMethod"] = request.Method,
            ["path"] = request.RawPath,
        };
        if (door == FrontDoor.LoadBalancer)
            (sent["headers"], sent["queryStringParameters"]) = (Single(headers, values => values[^1]), Single(query, values => values[^1]));
        else
            (sent["multiValueHeaders"], sent["multiValueQueryStringParameters"]) = (Multi(headers), Multi(query));
        return sent;
    }

    private static JsonObject LatticeV1(ClientRequest request) => new()
    {
        ["raw_path"] = request.RawPath,
        ["method"] = request.Method,
        ["headers"] = Single(Headers(request, Host), values => values[^1]),
        ["query_string_parameters"] = Single(Grouped(RawQuery(request)), values => values[^1]),
    };

    private static JsonObject LatticeV2(ClientRequest request) => new()
    {
        ["version"] = "2.0",
        ["path"] = request.RawPath,
        ["method"] = request.Method,
        ["headers"] = Multi(Headers(request, Host)),
        ["queryStringParameters"] = Multi(Grouped(RawQuery(request))),
        ["requestContext"] = new JsonObject { ["serviceArn"] = "arn" },
    };

    private static (string Key, string Value)[] RawQuery(ClientRequest request) =>
        [.. request.Query.Select(pair => (Uri.EscapeDataString(pair.Key), Uri.EscapeDataString(pair.Value)))];

    private static (string Name, string[] Values)[] Headers(ClientRequest request, string host, bool withCookies = true) =>
    [
        ("host", [host]), ("x-forwarded-for", ["198.51.100.9, 203.0.113.7"]), ("x-forwarded-proto", ["https"]), .. request.Headers,
        .. withCookies && request.Cookies.Length > 0 ? [("cookie", [request.CookieHeader])] : Array.Empty<(string, string[])>(),
    ];

    private static (string Name, string[] Values)[] Grouped((string Key, string Value)[] pairs) =>
        [.. pairs.GroupBy(pair => pair.Key).Select(group => (group.Key, group.Select(pair => pair.Value).ToArray()))];

    private static JsonObject Single((string Name, string[] Values)[] fields, Func<string[], string> one) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)one(field.Values))));

    private static JsonObject Multi((string Name, string[] Values)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)List(field.Values))));

    private static JsonArray List(string[] values) => new([.. values.Select(value => (JsonNode?)value)]);
}
