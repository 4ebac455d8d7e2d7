using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.LoadBalancer;
using RvWeb.Tests.Emulator.FrontDoors;

namespace RvWeb.Tests.Emulator.LoadBalancer;

/// <summary>Source: docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html, and recordings of real events.</summary>
public sealed class LoadBalancerEventTests
{
    private static readonly EventStamp Stamp = new("request-1", "extended", DateTimeOffset.UnixEpoch, "Root=1-a-b");

    [Fact]
    public void The_event_is_what_came_and_the_target_group()
    {
        var written = Write(Request("PUT", "/a%20b/%zz") with { RawQuery = "a=x+y%2Bz&A=2&a=%zz&b" });

        Assert.Equal(["requestContext", "httpMethod", "path", "queryStringParameters", "headers", "body", "isBase64Encoded"], written.AsObject().Select(field => field.Key));
        Assert.Matches(
            "^arn:aws:elasticloadbalancing:eu-central-1:000000000000:targetgroup/web/[0-9a-f]{16}$", written["requestContext"]!["elb"]!.Text("targetGroupArn"));
        Assert.Equal("/a%20b/%zz", written.Text("path"));
        Assert.Equal("""{"a":"%zz","A":"2","b":""}""", written["queryStringParameters"]!.ToJsonString());
        Assert.Equal("", written.Text("body"));
    }

    [Fact]
    public void A_multi_value_target_group_gets_lists_and_no_single_values()
    {
        var written = Write(
            Request("GET", "/") with { RawQuery = "a=1&a=2", Headers = [new("X-Many", new StringValues(["1", "2"]))] }, isMultiValue: true);

        Assert.Equal("""{"a":["1","2"]}""", written["multiValueQueryStringParameters"]!.ToJsonString());
        Assert.Equal("""["1","2"]""", written["multiValueHeaders"]!["x-many"]!.ToJsonString());
        Assert.Equal("""["http"]""", written["multiValueHeaders"]!["x-forwarded-proto"]!.ToJsonString());
        Assert.False(written.AsObject().ContainsKey("headers"));
        Assert.False(written.AsObject().ContainsKey("queryStringParameters"));
    }

    [Fact]
    public void Headers_are_lower_case_and_the_last_value_counts()
    {
        var headers = Write(Request("GET", "/") with { Headers = [new("X-Many", new StringValues(["1", "2"])), new("X-Forwarded-For", "1.2.3.4")] })["headers"]!;

        Assert.Equal("2", headers.Text("x-many"));
        Assert.Equal("1.2.3.4, 127.0.0.1", headers.Text("x-forwarded-for"));
        Assert.Equal("Root=1-a-b", headers.Text("x-amzn-trace-id"));
    }

    [Theory]
    [InlineData("application/json", "", false)]
    [InlineData("text/html", "", false)]
    [InlineData("text/html", "gzip", true)]
    [InlineData("application/x-www-form-urlencoded", "", true)]
    [InlineData("", "", true)]
    public void Type_and_encoding_decide_about_base64(string type, string encoding, bool encoded)
    {
        var written = Write(Request("POST", "/") with
        {
            Headers = [new("Content-Type", type), .. encoding.Length == 0 ? [] : (KeyValuePair<string, StringValues>[])[new("Content-Encoding", encoding)]],
            Body = "a=ä"u8.ToArray(),
        });

        Assert.Equal(encoded, written["isBase64Encoded"]!.GetValue<bool>());
        Assert.Equal(encoded ? "YT3DpA==" : "a=ä", written.Text("body"));
    }

    private static ViewerRequest Request(string method, string path) => new() { Method = method, RawPath = path, SourceIp = "127.0.0.1", Port = 9001 };

    private static JsonNode Write(ViewerRequest request, bool isMultiValue = false) => JsonNode.Parse(Encoding.UTF8.GetString(
        new LoadBalancerDoor(DoorRequests.Options(FrontDoorKind.LoadBalancer) with { MultiValueHeaders = isMultiValue }, "eu-central-1").Write(request, Stamp).Span))!;
}
