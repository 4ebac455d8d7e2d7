using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Primitives;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.FunctionUrl;

namespace RvWeb.Tests.Emulator.FunctionUrl;

/// <summary>Source of the shape: docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html, and recordings of real events.</summary>
public sealed class FunctionUrlEventTests
{
    private static readonly FunctionUrlAddress Address = FunctionUrlAddress.For("web", "eu-central-1");
    private static readonly string[] Types = ["text/plain", "application/json", "image/png", ""];
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 7, 5, 1, 234, TimeSpan.Zero);

    [Fact]
    public void The_request_context_holds_what_a_function_url_tells()
    {
        var context = Write(Request("POST", "/a%20b/c%2Fd") with { Headers = [new("User-Agent", "curl/8")] })["requestContext"]!;

        Assert.Equal("anonymous", Text(context, "accountId"));
        Assert.Equal(Address.Id, Text(context, "apiId"));
        Assert.Equal(Address.Id, Text(context, "domainPrefix"));
        Assert.Equal($"{Address.Id}.lambda-url.eu-central-1.on.aws", Text(context, "domainName"));
        Assert.Equal("request-1", Text(context, "requestId"));
        Assert.Equal("$default", Text(context, "routeKey"));
        Assert.Equal("$default", Text(context, "stage"));
        Assert.Equal("09/Mar/2026:07:05:01 +0000", Text(context, "time"));
        Assert.Equal(1773039901234, context["timeEpoch"]!.GetValue<long>());
        Assert.Equal(
            """{"method":"POST","path":"/a b/c/d","protocol":"HTTP/1.1","sourceIp":"127.0.0.1","userAgent":"curl/8"}""",
            context["http"]!.ToJsonString());
    }

    [Fact]
    public void Path_and_query_are_raw_and_the_decoded_query_stands_beside()
    {
        var written = Write(Request("GET", "/pa2%Fth/1") with { RawQuery = "a=1&b=x+y%2Bz&a=2&c" });

        Assert.Equal("2.0", Text(written, "version"));
        Assert.Equal("$default", Text(written, "routeKey"));
        Assert.Equal("/pa2%Fth/1", Text(written, "rawPath"));
        Assert.Equal("a=1&b=x+y%2Bz&a=2&c", Text(written, "rawQueryString"));
        Assert.Equal("1,2", Text(written["queryStringParameters"]!, "a"));
        Assert.Equal("x y+z", Text(written["queryStringParameters"]!, "b"));
        Assert.Equal("", Text(written["queryStringParameters"]!, "c"));
    }

    [Fact]
    public void Headers_are_lower_case_and_repeats_are_joined_with_a_comma()
    {
        var headers = Write(Request("GET", "/") with
        {
            Headers = [new("X-Many", new StringValues(["first", "second"])), new("Host", "localhost:9001"), new("Connection", "close")],
        })["headers"]!;

        Assert.Equal("first,second", Text(headers, "x-many"));
        Assert.Equal("localhost:9001", Text(headers, "host"));
        Assert.Null(headers["connection"]);
    }

    [Fact]
    public void The_front_door_adds_where_the_request_came_from_and_its_trace()
    {
        var headers = Write(Request("GET", "/") with { Headers = [new("X-Forwarded-For", "1.2.3.4")] })["headers"]!;

        Assert.Equal("1.2.3.4, 127.0.0.1", Text(headers, "x-forwarded-for"));
        Assert.Equal("http", Text(headers, "x-forwarded-proto"));
        Assert.Equal("9001", Text(headers, "x-forwarded-port"));
        Assert.Equal("Root=1-a-b", Text(headers, "x-amzn-trace-id"));
    }

    [Fact]
    public void Cookies_are_in_their_list_and_in_the_headers()
    {
        var written = Write(Request("GET", "/") with { Headers = [new("Cookie", "a=1; b=\"2,3\"")] });

        Assert.Equal("""["a=1","b=\u00222,3\u0022"]""", written["cookies"]!.ToJsonString());
        Assert.Equal("a=1; b=\"2,3\"", Text(written["headers"]!, "cookie"));
    }

    [Fact]
    public void What_the_request_lacks_the_event_lacks()
    {
        var written = Write(Request("GET", "/"));

        Assert.Null(written["body"]);
        Assert.Null(written["cookies"]);
        Assert.Null(written["queryStringParameters"]);
        Assert.False(written["isBase64Encoded"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("application/json", false)]
    [InlineData("Application/JSON; charset=utf-8", false)]
    [InlineData("text/html", false)]
    [InlineData("application/xml", false)]
    [InlineData("application/javascript", false)]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("multipart/form-data; boundary=x", true)]
    [InlineData("application/octet-stream", true)]
    [InlineData("application/problem+json", true)]
    [InlineData("", true)]
    public void The_content_type_decides_about_base64(string type, bool encoded)
    {
        var written = Write(Request("POST", "/") with { Headers = [new("Content-Type", type)], Body = "a=ä"u8.ToArray() });

        Assert.Equal(encoded, written["isBase64Encoded"]!.GetValue<bool>());
        Assert.Equal(encoded ? "YT3DpA==" : "a=ä", Text(written, "body"));
    }

    [Fact]
    public void Any_body_of_any_type_survives() =>
        Gen.Byte.Array.Select(Gen.Int[0, Types.Length - 1]).Sample((body, type) =>
        {
            var written = Write(Request("POST", "/") with { Headers = [new("Content-Type", Types[type])], Body = body });
            var text = written["body"]?.GetValue<string>() ?? "";
            var survived = written["isBase64Encoded"]!.GetValue<bool>() ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);
            return survived.AsSpan().SequenceEqual(body);
        });

    private static ViewerRequest Request(string method, string path) => new() { Method = method, RawPath = path, SourceIp = "127.0.0.1", Port = 9001 };

    private static JsonNode Write(ViewerRequest request) =>
        JsonNode.Parse(new FunctionUrlEvent(Address).Write(request, "request-1", Now, "Root=1-a-b").Span)!;

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
