using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RvWeb.Lambda.Events;

namespace RvWeb.Tests.Lambda.Conformance;

/// <summary>What each front door makes of a request on the wire, by the rules in docs/lambda-events.md: the event, and what cannot pass.</summary>
internal static class FrontDoorModel
{
    public const string Host = "abc.example.org";
    public const string Stage = "beta";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Whether the front door passes such a request on without loss, and is known to.</summary>
    public static bool Passes(RawRequest request, FrontDoor door) => door switch
    {
        // It decodes the path: a %3F then ends it, and a %2F is a slash like any other, also beside dot segments.
        FrontDoor.HttpApi => IsText(request.Path) && !request.Path.Contains("%3F", StringComparison.Ordinal)
            && !(HasEscapedSlash(request.Path) && (request.Path + "/").Replace("%2e", ".", StringComparison.OrdinalIgnoreCase).Contains("./", StringComparison.Ordinal)),
        // They decode the query, and cut it at semicolons, too.
        FrontDoor.RestApi or FrontDoor.HttpApiV1 => IsText(request.Query ?? "") && request.Query?.Contains(';', StringComparison.Ordinal) is not true,
        _ => true,
    };

    public static JsonObject Wrap(RawRequest request, string id, FrontDoor door, bool prefersBase64)
    {
        var sent = door switch
        {
            FrontDoor.FunctionUrl => Version2(request, id, request.Path, Uri.UnescapeDataString(request.Path), "abc.lambda-url.eu-central-1.on.aws", "$default", withCookieHeader: true),
            FrontDoor.HttpApi => HttpApi(request, id, $"/{Stage}{Uri.UnescapeDataString(request.Path)}"),
            FrontDoor.RestApi => Version1(request, id, request.Path),
            FrontDoor.HttpApiV1 => Version1(request, id, $"/{Stage}{request.Path}"),
            FrontDoor.LoadBalancer or FrontDoor.LoadBalancerMultiValue => LoadBalancer(request, id, door),
            FrontDoor.LatticeV1 => LatticeV1(request, id),
            FrontDoor.LatticeV2 => LatticeV2(request, id),
            _ => throw new ArgumentOutOfRangeException(nameof(door)),
        };
        if (door == FrontDoor.HttpApiV1)
            sent["version"] = "1.0";
        AddBody(sent, request.Body, door == FrontDoor.LatticeV1 ? "is_base64_encoded" : "isBase64Encoded", prefersBase64);
        return sent;
    }

    /// <summary>As text only what is text; when a front door encodes what is, differs.</summary>
    private static void AddBody(JsonObject sent, byte[] body, string flag, bool prefersBase64)
    {
        var isText = false;
        try
        {
            var text = Strict.GetString(body);
            if (!prefersBase64)
                (isText, sent["body"]) = (true, text.Length == 0 ? null : text);
        }
        catch (DecoderFallbackException)
        {
            // Only base64 can carry it.
        }

        sent[flag] = !isText;
        if (!isText)
            sent["body"] = Convert.ToBase64String(body);
    }

    /// <summary>It has decoded the path, once, in both of its places.</summary>
    private static JsonObject HttpApi(RawRequest request, string id, string path) => Version2(request, id, path, path, Host, Stage, withCookieHeader: false);

    private static JsonObject Version2(RawRequest request, string id, string rawPath, string path, string domain, string stage, bool withCookieHeader)
    {
        var sent = new JsonObject
        {
            ["version"] = "2.0",
            ["rawPath"] = rawPath,
            ["rawQueryString"] = request.Query ?? "",
            ["headers"] = Single(Headers(request, id, withCookieHeader), values => string.Join(',', values), name => name.ToLowerInvariant()),
            ["requestContext"] = new JsonObject
            {
                ["domainName"] = domain,
                ["http"] = new JsonObject
                {
                    ["method"] = request.Method,
                    ["path"] = path,
                    ["protocol"] = "HTTP/1.1",
                    ["sourceIp"] = "203.0.113.7",
                },
                ["stage"] = stage,
            },
        };
        if (request.Cookie is not null)
            sent["cookies"] = List(request.Cookie.Split(';', StringSplitOptions.TrimEntries));
        return sent;
    }

    private static JsonObject Version1(RawRequest request, string id, string path)
    {
        var (headers, query) = (Headers(request, id), Grouped(Query(request, WebUtility.UrlDecode)));
        return new JsonObject
        {
            ["resource"] = "/{proxy+}",
            ["httpMethod"] = request.Method,
            ["path"] = path,
            ["headers"] = Single(headers, values => values[^1], name => name),
            ["multiValueHeaders"] = Multi(headers, name => name),
            ["queryStringParameters"] = query.Length == 0 ? null : Single(query, values => values[^1], name => name),
            ["multiValueQueryStringParameters"] = query.Length == 0 ? null : Multi(query, name => name),
            ["requestContext"] = new JsonObject
            {
                ["domainName"] = Host,
                ["identity"] = new JsonObject { ["sourceIp"] = "203.0.113.7" },
                ["path"] = $"/{Stage}{request.Path}",
                ["stage"] = Stage,
            },
        };
    }

    private static JsonObject LoadBalancer(RawRequest request, string id, FrontDoor door)
    {
        var (headers, query) = (Headers(request, id), Grouped(Query(request, text => text)));
        var sent = new JsonObject
        {
            ["requestContext"] = new JsonObject { ["elb"] = new JsonObject { ["targetGroupArn"] = "arn" } },
            ["httpMethod"] = request.Method,
            ["path"] = request.Path,
        };
        if (door == FrontDoor.LoadBalancer)
        {
            sent["headers"] = Single(headers, values => values[^1], name => name.ToLowerInvariant());
            sent["queryStringParameters"] = Single(query, values => values[^1], name => name);
        }
        else
        {
            sent["multiValueHeaders"] = Multi(headers, name => name.ToLowerInvariant());
            sent["multiValueQueryStringParameters"] = Multi(query, name => name);
        }

        return sent;
    }

    private static JsonObject LatticeV1(RawRequest request, string id) => new()
    {
        ["raw_path"] = request.Path + (request.Query is null ? "" : "?" + request.Query),
        ["method"] = request.Method,
        ["headers"] = Single(Headers(request, id), values => string.Join(", ", values), name => name),
        ["query_string_parameters"] = Single(Grouped(Query(request, text => text)), values => values[^1], name => name),
    };

    private static JsonObject LatticeV2(RawRequest request, string id) => new()
    {
        ["version"] = "2.0",
        ["path"] = request.Path,
        ["method"] = request.Method,
        ["headers"] = Multi(Headers(request, id), name => name),
        ["queryStringParameters"] = Multi(Grouped(Query(request, text => text)), name => name),
        ["requestContext"] = new JsonObject { ["serviceArn"] = "arn", ["timeEpoch"] = "1690497599177430" },
    };

    private static (string Name, string[] Values)[] Headers(RawRequest request, string id, bool withCookies = true)
    {
        var fields = new List<(string Name, string Value)>
        {
            ("Host", Host), ("X-Forwarded-For", "198.51.100.9, 203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Port", "443"), (EchoApp.CaseHeader, id),
        };
        fields.AddRange(request.Headers);
        if (withCookies && request.Cookie is not null)
            fields.Add(("Cookie", request.Cookie));
        if (request.ContentType is not null)
            fields.Add(("Content-Type", request.ContentType));
        return Grouped([.. fields]);
    }

    private static (string Key, string Value)[] Query(RawRequest request, Func<string, string> read) =>
    [
        .. (request.Query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => (read(pair[0]), read(pair.ElementAtOrDefault(1) ?? ""))),
    ];

    private static (string Name, string[] Values)[] Grouped((string Name, string Value)[] pairs) =>
        [.. pairs.GroupBy(pair => pair.Name).Select(group => (group.Key, group.Select(pair => pair.Value).ToArray()))];

    private static JsonObject Single((string Name, string[] Values)[] fields, Func<string[], string> one, Func<string, string> name) =>
        new(fields.Select(field => KeyValuePair.Create(name(field.Name), (JsonNode?)one(field.Values))));

    private static JsonObject Multi((string Name, string[] Values)[] fields, Func<string, string> name) =>
        new(fields.Select(field => KeyValuePair.Create(name(field.Name), (JsonNode?)List(field.Values))));

    private static JsonArray List(string[] values) => new([.. values.Select(value => (JsonNode?)value)]);

    private static bool HasEscapedSlash(string path) => path.Contains("%2F", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether each percent sign begins an escape, and all of them together are UTF-8.</summary>
    private static bool IsText(string escaped)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '%')
                bytes.Add((byte)escaped[i]);
            else if (byte.TryParse(escaped.AsSpan(i + 1, Math.Min(2, escaped.Length - i - 1)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                && i + 2 < escaped.Length)
            {
                bytes.Add(value);
                i += 2;
            }
            else
                return false;
        }

        return System.Text.Unicode.Utf8.IsValid([.. bytes]);
    }
}
