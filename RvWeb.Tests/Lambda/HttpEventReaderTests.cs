using System.Text.Json.Nodes;
using CsCheck;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.Requests;

namespace RvWeb.Tests.Lambda;

public sealed class HttpEventReaderTests
{
    private static LambdaRequest Request(JsonNode node) => SentRequest.Of(new HttpEventReader().Read(node.Utf8()));

    [Fact]
    public void Maps_every_field_of_a_function_url_event()
    {
        var sent = SampleEvents.FunctionUrl("PUT", "/a%20b", "x=1&x=2&y=a%2Bb");
        sent["body"] = "{\"ä\":1}";

        var request = Request(sent);

        Assert.Equal("PUT", request.Method);
        Assert.Equal("/a b", request.Path);
        Assert.Equal("", request.PathBase);
        Assert.Equal("?x=1&x=2&y=a%2Bb", request.QueryString);
        Assert.Equal("/a%20b?x=1&x=2&y=a%2Bb", request.RawTarget);
        Assert.Equal("https", request.Scheme);
        Assert.Equal("HTTP/1.1", request.Protocol);
        Assert.Equal("203.0.113.7", request.RemoteIpAddress?.ToString());
        Assert.Equal(443, request.LocalPort);
        Assert.Equal("request-id", request.TraceIdentifier);
        Assert.Equal("abc.lambda-url.eu-central-1.on.aws", request.Headers.Host);
        Assert.Equal(8, request.Headers.ContentLength);
        Assert.Equal("{\"ä\":1}", new StreamReader(request.Body).ReadToEnd());
    }

    [Fact]
    public void Takes_cookies_once_although_a_function_url_sends_them_twice() =>
        Assert.Equal("a=1; b=2", Assert.Single(Request(SampleEvents.FunctionUrl()).Headers.Cookie));

    [Fact]
    public void Never_splits_a_header_at_its_commas() =>
        Assert.Equal("Mozilla/5.0 (X11; Linux, like Gecko)", Assert.Single(Request(SampleEvents.FunctionUrl()).Headers.UserAgent));

    [Theory]
    [InlineData("headers")]
    [InlineData("cookies")]
    [InlineData("rawQueryString")]
    [InlineData("isBase64Encoded")]
    [InlineData("routeKey")]
    public void Reads_an_event_without_an_optional_field(string name)
    {
        var missing = SampleEvents.FunctionUrl();
        missing.Remove(name);
        var empty = SampleEvents.FunctionUrl();
        empty[name] = null;

        Assert.Equal("/", Request(missing).Path);
        Assert.Equal("/", Request(empty).Path);
    }

    [Fact]
    public void Reads_an_event_whose_context_holds_the_method_alone()
    {
        var sent = JsonNode.Parse("""{"version":"2.0","rawPath":"/x","requestContext":{"http":{"method":"GET"}}}""")!;

        var request = Request(sent);

        Assert.Equal(("GET", "/x", "https", 443), (request.Method, request.Path, request.Scheme, request.LocalPort));
    }

    [Fact]
    public void Takes_an_http_apis_path_as_decoded_already()
    {
        var sent = SampleEvents.FunctionUrl(rawPath: "/100%41");
        sent["requestContext"]!["domainName"] = "abc.execute-api.eu-central-1.amazonaws.com";

        Assert.Equal("/100%41", Request(sent).Path);
    }

    [Theory]
    [InlineData("/beta/../x", "/x", "/beta/../x")]
    [InlineData("/beta/..", "/", "/beta/..")]
    [InlineData("/beta", "/", "/beta")]
    [InlineData("/beta/", "/", "/beta/")]
    public void Dot_segments_of_a_client_do_not_get_at_the_stage(string rawPath, string path, string target)
    {
        var sent = SampleEvents.FunctionUrl(rawPath: rawPath);
        sent["requestContext"]!["domainName"] = "abc.execute-api.eu-central-1.amazonaws.com";
        sent["requestContext"]!["stage"] = "beta";

        var request = Request(sent);

        Assert.Equal(("/beta", path, target), (request.PathBase, request.Path, request.RawTarget));
    }

    [Fact]
    public void Any_body_arrives_as_it_was_sent() => Gen.Byte.Array[0, 500].Sample(bytes =>
    {
        var sent = SampleEvents.FunctionUrl("POST");
        sent["body"] = Convert.ToBase64String(bytes);
        sent["isBase64Encoded"] = true;
        return new HttpEventReader().Read(sent.Utf8()).Body.Span.SequenceEqual(bytes);
    });

    [Fact]
    public void An_unknown_event_is_refused_with_its_keys_but_not_its_values()
    {
        var refused = Assert.Throws<UnsupportedEventException>(
            () => new HttpEventReader().Read("""{"Records":[{"body":"secret"}],"x":1}"""u8.ToArray()));

        Assert.Contains("Records, x", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Supported: function URL, HTTP API", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }
}
