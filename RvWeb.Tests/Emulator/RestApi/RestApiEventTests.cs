using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.RestApi;
using RvWeb.Tests.Emulator.FrontDoors;

namespace RvWeb.Tests.Emulator.RestApi;

/// <summary>
/// Sources: docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html (input format) and
/// api-gateway-known-issues.html (headers), and recordings of real events.
/// </summary>
public sealed class RestApiEventTests
{
    private static readonly EventStamp Stamp = new("request-1", "JTHoQiejIAMEPGg=", new DateTimeOffset(2026, 3, 9, 7, 5, 1, 234, TimeSpan.Zero), "Root=1-a-b");

    [Fact]
    public void The_stage_is_in_the_context_only()
    {
        var written = Write(Request("PUT", "/prod/a%20b/c%2Fd/"));
        var context = written["requestContext"]!;

        Assert.Equal("/a%20b/c%2Fd/", written.Text("path"));
        Assert.Equal("/{proxy+}", written.Text("resource"));
        Assert.Equal("PUT", written.Text("httpMethod"));
        Assert.Equal("a b/c/d", written["pathParameters"]!.Text("proxy"));
        Assert.Equal("/prod/a%20b/c%2Fd/", context.Text("path"));
        Assert.Equal("prod", context.Text("stage"));
        Assert.Equal("/{proxy+}", context.Text("resourcePath"));
        Assert.Equal("request-1", context.Text("requestId"));
        Assert.Equal("JTHoQiejIAMEPGg=", context.Text("extendedRequestId"));
        Assert.Equal("09/Mar/2026:07:05:01 +0000", context.Text("requestTime"));
        Assert.Equal(1773039901234, context["requestTimeEpoch"]!.GetValue<long>());
        Assert.EndsWith(".execute-api.eu-central-1.amazonaws.com", context.Text("domainName"), StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", context["identity"]!.Text("sourceIp"));
        Assert.True(context["identity"]!.AsObject().ContainsKey("cognitoIdentityId"));
    }

    [Theory]
    [InlineData("/prod")]
    [InlineData("/prod/")]
    public void The_root_has_a_resource_of_its_own(string path)
    {
        var written = Write(Request("GET", path));

        Assert.Equal("/", written.Text("path"));
        Assert.Equal("/", written.Text("resource"));
        Assert.True(written.AsObject().ContainsKey("pathParameters"));
        Assert.Null(written["pathParameters"]);
    }

    // Recorded.
    [Fact]
    public void Slashes_before_the_first_segment_collapse_and_others_do_not()
    {
        var written = Write(Request("GET", "/prod//a//b"));

        Assert.Equal("/a//b", written.Text("path"));
        Assert.Equal("/prod//a//b", written["requestContext"]!.Text("path"));
    }

    [Fact]
    public void The_query_is_decoded_and_cut_at_semicolons_too()
    {
        var written = Write(Request("GET", "/prod/") with { RawQuery = "a=x+y%2Bz;a=2&%C3%A4=%zz" });

        Assert.Equal("""{"a":["x y\u002Bz","2"],"\u00E4":["%zz"]}""", written["multiValueQueryStringParameters"]!.ToJsonString());
        Assert.Equal("""{"a":"2","\u00E4":"%zz"}""", written["queryStringParameters"]!.ToJsonString());
    }

    [Fact]
    public void What_the_request_lacks_is_null()
    {
        var written = Write(Request("GET", "/prod/")).AsObject();

        foreach (var field in (string[])["queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables", "body"])
        {
            Assert.True(written.ContainsKey(field), field);
            Assert.Null(written[field]);
        }
        Assert.False(written["isBase64Encoded"]!.GetValue<bool>());
    }

    [Fact]
    public void Headers_keep_their_spelling_and_those_of_the_table_are_dropped()
    {
        var written = Write(Request("GET", "/prod/") with
        {
            Headers =
            [
                new("x-MANY", new StringValues(["1", "2"])), new("Content-Length", "3"), new("Connection", "close"), new("Expect", "100-continue"),
                new("Max-Forwards", "1"), new("Server", "x"), new("TE", "trailers"), new("Authorization", "AWS4-HMAC-SHA256 Credential=x"),
            ],
        });

        Assert.Equal(
            ["x-MANY", "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto", "X-Amzn-Trace-Id"], written["headers"]!.AsObject().Select(header => header.Key));
        Assert.Equal("2", written["headers"]!.Text("x-MANY"));
        Assert.Equal("""["1","2"]""", written["multiValueHeaders"]!["x-MANY"]!.ToJsonString());
    }

    [Fact]
    public void Other_authorization_comes_through() =>
        Assert.Equal("Bearer x", Write(Request("GET", "/prod/") with { Headers = [new("Authorization", "Bearer x")] })["headers"]!.Text("Authorization"));

    [Fact]
    public void A_method_override_is_acted_on() =>
        Assert.Equal("DELETE", Write(Request("POST", "/prod/") with { Headers = [new("X-HTTP-Method-Override", "DELETE")] }).Text("httpMethod"));

    [Theory]
    [InlineData("image/png", "image/png", true)]
    [InlineData("image/png", "IMAGE/PNG; x=y", true)]
    [InlineData("image/*", "image/png", true)]
    [InlineData("*/*", "text/plain", true)]
    [InlineData("*/*", "", true)]
    [InlineData("application/json", "", true)]
    [InlineData("image/png", "image/gif", false)]
    [InlineData("image/*", "text/plain", false)]
    [InlineData("", "image/png", false)]
    public void The_binary_media_types_decide_about_base64(string binary, string type, bool encoded)
    {
        var written = Write(
            Request("POST", "/prod/") with { Headers = type.Length == 0 ? [] : [new("Content-Type", type)], Body = "a=ä"u8.ToArray() },
            binary.Length == 0 ? [] : [binary]);

        Assert.Equal(encoded, written["isBase64Encoded"]!.GetValue<bool>());
        Assert.Equal(encoded ? "YT3DpA==" : "a=ä", written.Text("body"));
    }

    // As on AWS: a REST API without binary types breaks what is no text.
    [Fact]
    public void Bytes_that_are_no_text_are_lost_without_a_binary_media_type() =>
        Assert.Equal("a\uFFFD(", Write(Request("POST", "/prod/") with { Body = new byte[] { 0x61, 0xC3, 0x28 } }).Text("body"));

    private static ViewerRequest Request(string method, string path) => new() { Method = method, RawPath = path, SourceIp = "127.0.0.1", Port = 9001 };

    private static JsonNode Write(ViewerRequest request, params string[] binaryMediaTypes)
    {
        var door = new RestApiDoor(DoorRequests.Options(FrontDoorKind.RestApi) with { BinaryMediaTypes = binaryMediaTypes }, "eu-central-1");
        return JsonNode.Parse(Encoding.UTF8.GetString(door.Write(door.Route(request), Stamp).Span))!;
    }
}
