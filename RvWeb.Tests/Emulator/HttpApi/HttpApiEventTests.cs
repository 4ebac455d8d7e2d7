using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.HttpApi;
using RvWeb.Tests.Emulator.FrontDoors;

namespace RvWeb.Tests.Emulator.HttpApi;

/// <summary>Source: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, and recordings of real events.</summary>
public sealed class HttpApiEventTests
{
    private static readonly EventStamp Stamp = new("request-1", "JTHoQiejIAMEPGg=", new DateTimeOffset(2026, 3, 9, 7, 5, 1, 234, TimeSpan.Zero), "Root=1-a-b");

    [Fact]
    public void The_request_context_holds_what_an_HTTP_API_tells()
    {
        var context = Write(Request("POST", "/a%20b/c") with { Headers = [new("User-Agent", "curl/8")] })["requestContext"]!;

        Assert.Matches("^[a-z0-9]{10}$", context.Text("apiId"));
        Assert.Equal($"{context.Text("apiId")}.execute-api.eu-central-1.amazonaws.com", context.Text("domainName"));
        Assert.Equal(context.Text("apiId"), context.Text("domainPrefix"));
        Assert.Equal("JTHoQiejIAMEPGg=", context.Text("requestId"));
        Assert.Equal("$default", context.Text("routeKey"));
        Assert.Equal("$default", context.Text("stage"));
        Assert.Equal("09/Mar/2026:07:05:01 +0000", context.Text("time"));
        Assert.Equal(1773039901234, context["timeEpoch"]!.GetValue<long>());
        Assert.Equal(
            """{"method":"POST","path":"/a b/c","protocol":"HTTP/1.1","sourceIp":"127.0.0.1","userAgent":"curl/8"}""",
            context["http"]!.ToJsonString());
    }

    // Recorded: decoded in spite of its name; an escaped question mark ends it. An escape that is none, or no UTF-8, we leave.
    [Theory]
    [InlineData("/a%20b", "/a b")]
    [InlineData("/a%2Fb/", "/a/b/")]
    [InlineData("/caf%C3%A9", "/café")]
    [InlineData("/a+b", "/a+b")]
    [InlineData("/a%3Fb", "/a")]
    [InlineData("/%zz%", "/%zz%")]
    [InlineData("/%FF", "/%FF")]
    public void The_raw_path_is_decoded(string sent, string path) => Assert.Equal(path, Write(Request("GET", sent)).Text("rawPath"));

    [Fact]
    public void The_query_stays_as_sent_and_its_decoded_form_is_joined()
    {
        var written = Write(Request("GET", "/") with { RawQuery = "a=1&b=x+y%2Bz&a=2&c&%zz=%" });

        Assert.Equal("a=1&b=x+y%2Bz&a=2&c&%zz=%", written.Text("rawQueryString"));
        Assert.Equal("""{"a":"1,2","b":"x y\u002Bz","c":"","%zz":"%"}""", written["queryStringParameters"]!.ToJsonString());
    }

    [Fact]
    public void Headers_are_lower_case_and_joined_and_cookies_are_in_their_list_only()
    {
        var written = Write(Request("GET", "/") with
        {
            Headers = [new("X-Many", new StringValues(["first", "second"])), new("Cookie", "a=1; b=2"), new("Connection", "close")],
        });

        Assert.Equal("first,second", written["headers"]!.Text("x-many"));
        Assert.Equal("0", written["headers"]!.Text("content-length"));
        Assert.Null(written["headers"]!["cookie"]);
        Assert.Null(written["headers"]!["connection"]);
        Assert.Equal("""["a=1","b=2"]""", written["cookies"]!.ToJsonString());
    }

    [Fact]
    public void A_named_stage_stands_before_the_path()
    {
        var written = Write(Request("GET", "/beta/a"), door => door with { Stage = "beta" });

        Assert.Equal("/beta/a", written.Text("rawPath"));
        Assert.Equal("beta", written["requestContext"]!.Text("stage"));
    }

    [Theory]
    [InlineData("application/json", false)]
    [InlineData("text/html; charset=utf-8", false)]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("", true)]
    public void The_content_type_decides_about_base64(string type, bool encoded)
    {
        var written = Write(Request("POST", "/") with { Headers = [new("Content-Type", type)], Body = "a=ä"u8.ToArray() });

        Assert.Equal(encoded, written["isBase64Encoded"]!.GetValue<bool>());
        Assert.Equal(encoded ? "YT3DpA==" : "a=ä", written.Text("body"));
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_base64()
    {
        var written = Write(Request("POST", "/") with { Headers = [new("Content-Type", "text/plain")], Body = new byte[] { 0xC3, 0x28 } });

        Assert.True(written["isBase64Encoded"]!.GetValue<bool>());
        Assert.Equal("wyg=", written.Text("body"));
    }

    // Recorded from an HTTP API with a $default route.
    [Fact]
    public void Format_1_has_two_maps_of_each_kind()
    {
        var written = Write(
            Request("PUT", "/a%20b") with { RawQuery = "a=1&a=x+y", Headers = [new("content-type", "text/plain"), new("accept", new StringValues(["a", "b"]))] },
            door => door with { PayloadFormat = PayloadFormat.Version1 });

        Assert.Equal("1.0", written.Text("version"));
        Assert.Equal("$default", written.Text("resource"));
        Assert.Equal("/a%20b", written.Text("path"));
        Assert.Equal("PUT", written.Text("httpMethod"));
        Assert.Equal("b", written["headers"]!.Text("accept"));
        Assert.Equal("text/plain", written["headers"]!.Text("Content-Type"));
        Assert.Equal("0", written["headers"]!.Text("Content-Length"));
        Assert.Equal("""["a","b"]""", written["multiValueHeaders"]!["accept"]!.ToJsonString());
        Assert.Equal("""{"a":"x y"}""", written["queryStringParameters"]!.ToJsonString());
        Assert.Equal("""{"a":["1","x y"]}""", written["multiValueQueryStringParameters"]!.ToJsonString());
        Assert.Equal("/a b", written["requestContext"]!.Text("path"));
        Assert.Equal("$default", written["requestContext"]!.Text("resourceId"));
        Assert.Equal("$default", written["requestContext"]!.Text("stage"));
        Assert.True(written.AsObject().ContainsKey("pathParameters"));
        Assert.True(written.AsObject().ContainsKey("body"));
        Assert.Null(written["body"]);
    }

    private static ViewerRequest Request(string method, string path) => new() { Method = method, RawPath = path, SourceIp = "127.0.0.1", Port = 9001 };

    private static JsonNode Write(ViewerRequest request, Func<FrontDoorOptions, FrontDoorOptions>? change = null) => JsonNode.Parse(Encoding.UTF8.GetString(
        new HttpApiDoor((change ?? (door => door))(DoorRequests.Options(FrontDoorKind.HttpApi)), "eu-central-1").Write(request, Stamp).Span))!;
}
