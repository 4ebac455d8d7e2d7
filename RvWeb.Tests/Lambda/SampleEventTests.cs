using System.Text.Json.Nodes;
using RvWeb.Lambda.Events;

namespace RvWeb.Tests.Lambda;

/// <summary>One recorded shape per front door, field by field.</summary>
public sealed class SampleEventTests
{
    private const string Json = "{\"n\":1,\"m\":\"ü\"}";
    private const string Encoded = "/orders/caf%C3%A9%20au%20lait";
    private const string Cookies = "session=8f2c; theme=dark";

    public sealed record Expected(string Sample, string FrontDoor)
    {
        public string Method { get; init; } = "PUT";
        public string PathBase { get; init; } = "";
        public string Path { get; init; } = "/orders/café au lait";
        public string Query { get; init; } = "?tag=a+b&tag=c%2Bd&empty=";
        public string RawPath { get; init; } = Encoded;
        public required string Host { get; init; }
        public string Scheme { get; init; } = "https";
        public int Port { get; init; } = 443;
        public string Body { get; init; } = Json;
        public string Cookie { get; init; } = Cookies;
        public string Tags { get; init; } = "";

        public override string ToString() => Sample;
    }

    private static readonly Expected[] Rows =
    [
        new("function-url", "FunctionUrl") { Host = "q7w2k5n3x4c6v8b1m9z0.lambda-url.eu-central-1.on.aws" },
        new("http-api", "HttpApi")
        {
            Host = "h4t9p2a7i1.execute-api.eu-central-1.amazonaws.com", PathBase = "/beta", RawPath = "/beta" + Encoded, Body = "a=1&b=%20",
        },
        new("http-api-1.0", "HttpApiV1")
        {
            Host = "h4t9p2a7i1.execute-api.eu-central-1.amazonaws.com", PathBase = "/beta", RawPath = "/beta" + Encoded,
            Query = "?tag=a%20b&tag=c%2Bd&empty=", Body = "",
        },
        new("rest-api", "RestApi")
        {
            Host = "r3s7t1a9p5.execute-api.eu-central-1.amazonaws.com", PathBase = "/prod", RawPath = "/prod" + Encoded,
            Query = "?tag=a%20b&tag=c%2Bd&empty=", Tags = "one|two",
        },
        new("alb", "LoadBalancer") { Host = "shop.example.org", Scheme = "http", Port = 80, Query = "?tag=c%2Bd&empty=" },
        new("alb-multi-value", "LoadBalancerMultiValue") { Host = "shop.example.org", Body = "\u001f\ufffd\b\0", Tags = "one|two" },
        new("lattice-v1", "LatticeV1")
        {
            Host = "shop-0a1b2c.7d67968.vpc-lattice-svcs.eu-central-1.on.aws", Query = "?tag=c%2Bd&empty=",
        },
        new("lattice-v2", "LatticeV2") { Host = "shop-0a1b2c.7d67968.vpc-lattice-svcs.eu-central-1.on.aws", Tags = "one|two" },
        new("websocket-connect", "WebSocketApi")
        {
            Host = "w6s2c8k4t0.execute-api.eu-central-1.amazonaws.com", Method = "POST", Path = "/$connect", RawPath = "/$connect",
            Query = "?tag=a%20b&tag=c%2Bd", Body = "", Cookie = "",
        },
        new("websocket-message", "WebSocketApi")
        {
            Host = "w6s2c8k4t0.execute-api.eu-central-1.amazonaws.com", Method = "POST", Path = "/order", RawPath = "/order", Query = "",
            Body = "{\"action\":\"order\",\"n\":1}", Cookie = "",
        },
    ];

    public static TheoryData<Expected> All => [.. Rows];

    [Theory]
    [MemberData(nameof(All))]
    public void Gives_the_request_that_the_client_sent(Expected expected)
    {
        var read = new HttpEventReader().Read(SampleEvents.Read(expected.Sample));
        var request = SentRequest.Of(read);

        Assert.Equal(expected, new Expected(expected.Sample, read.FrontDoor.ToString())
        {
            Method = request.Method,
            PathBase = request.PathBase,
            Path = request.Path,
            Query = request.QueryString,
            RawPath = request.RawTarget[..^request.QueryString.Length],
            Host = request.Headers.Host.ToString(),
            Scheme = request.Scheme,
            Port = request.LocalPort,
            Body = new StreamReader(request.Body).ReadToEnd(),
            Cookie = request.Headers.Cookie.ToString(),
            Tags = string.Join('|', request.Headers["x-tag"].ToArray()),
        });
        Assert.Equal("203.0.113.7", read.FrontDoor == FrontDoor.WebSocketApi ? "203.0.113.7" : request.RemoteIpAddress?.ToString());
        Assert.Equal(("HTTP/1.1", "request-id"), (request.Protocol, request.TraceIdentifier));
        Assert.Equal(read.Body.Length > 0, request.CanHaveBody);
        Assert.Equal(read.Body.Length, request.Headers.ContentLength ?? 0);
    }

    [Fact]
    public void Every_sample_has_its_row() =>
        Assert.Equal(SampleEvents.Names.Select(row => row.Data), Rows.Select(row => row.Sample).Order());

    [Theory]
    [MemberData(nameof(SampleEvents.Names), MemberType = typeof(SampleEvents))]
    public void Any_field_but_method_and_path_may_be_missing_or_null(string sample)
    {
        foreach (var path in Optional(SampleEvents.Parse(sample), ""))
        {
            Assert.NotEmpty(Read(sample, path, (parent, key) => parent.Remove(key)).Method);
            Assert.NotEmpty(Read(sample, path, (parent, key) => parent[key] = null).Method);
        }
    }

    [Theory]
    [MemberData(nameof(SampleEvents.Names), MemberType = typeof(SampleEvents))]
    public void A_field_of_the_wrong_type_is_read_or_named(string sample)
    {
        foreach (var path in Fields(SampleEvents.Parse(sample), ""))
            foreach (var wrong in (string[])["7", "true", "\"secret\"", "[]", "[[\"secret\"]]", "{}", "{\"secret\":{}}"])
            {
                var refused = Record.Exception(() => Read(sample, path, (parent, key) => parent[key] = JsonNode.Parse(wrong)));

                if (refused is MalformedEventException)
                    Assert.Matches("'[a-zA-Z0-9._]+'", refused.Message);
                else
                    Assert.True(refused is null or UnsupportedEventException, $"{path}: {refused}");
                Assert.DoesNotContain("secret", refused?.Message ?? "", StringComparison.Ordinal);
            }
    }

    private static HttpEvent Read(string sample, string path, Action<JsonObject, string> change)
    {
        var sent = SampleEvents.Parse(sample);
        var names = path.Split('/');
        change(names[..^1].Aggregate(sent, (parent, name) => parent[name]!.AsObject()), names[^1]);
        return new HttpEventReader().Read(sent.Utf8());
    }

    private static IEnumerable<string> Fields(JsonObject sent, string prefix) => sent.SelectMany(field =>
        (string[])[prefix + field.Key, .. field.Value is JsonObject inner ? Fields(inner, prefix + field.Key + "/") : []]);

    /// <summary>All but what says the method, the path, and who sent the event.</summary>
    private static IEnumerable<string> Optional(JsonObject sent, string prefix) => Fields(sent, prefix).Where(path => path is not (
        "version" or "httpMethod" or "method" or "path" or "rawPath" or "raw_path" or "requestContext" or "requestContext/http"
        or "requestContext/http/method" or "requestContext/elb"));
}
