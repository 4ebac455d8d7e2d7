using RvWeb.Edge.Functions;
using RvWeb.Edge.Functions.Events;
using static RvWeb.Tests.Edge.EdgeSamples;
using static RvWeb.Tests.Edge.Functions.FunctionSamples;

namespace RvWeb.Tests.Edge.Functions;

/// <summary>What AWS names as uses of functions (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/function-code-choose-purpose.html), in code of our own.</summary>
public sealed class PublishedPurposesTests
{
    [Theory]
    [InlineData("/", "/index.html")]
    [InlineData("/docs/", "/docs/index.html")]
    [InlineData("/docs", "/docs/index.html")]
    [InlineData("/app.js", "/app.js")]
    public void A_folder_becomes_its_index(string path, string expected)
    {
        var outcome = OnRequest("""
            function handler(event) {
                var r = event.request;
                if (r.uri.endsWith('/')) { r.uri += 'index.html'; }
                else if (!r.uri.includes('.')) { r.uri += '/index.html'; }
                return r;
            }
            """, Request(path), FunctionRuntime.Js10);

        Assert.Equal(expected, outcome.Request?.Uri);
    }

    [Fact]
    public void Security_headers_are_added_to_a_response()
    {
        var outcome = OnResponse("""
            function handler(event) {
                var headers = event.response.headers;
                headers['strict-transport-security'] = { value: 'max-age=63072000' };
                headers['x-content-type-options'] = { value: 'nosniff' };
                delete headers['server'];
                return event.response;
            }
            """, new FunctionResponse { Status = 200, Headers = [new EventField("server", [new("x")]), new EventField("date", [new("now")])] });

        Assert.Equal(["date=now", "strict-transport-security=max-age=63072000", "x-content-type-options=nosniff"],
            outcome.Response!.Headers.Select(field => $"{field.Name}={field.Values[0].Value}").Order(StringComparer.Ordinal));
        Assert.Null(outcome.Response.Body);
    }

    [Fact]
    public void A_viewer_is_sent_to_the_page_of_its_country()
    {
        const string code = """
            function handler(event) {
                var country = event.request.headers['cloudfront-viewer-country'];
                if (country && country.value === 'DE') {
                    return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/de' + event.request.uri } } };
                }
                return event.request;
            }
            """;

        var redirected = OnRequest(code, Request("/shop", headers: ("CloudFront-Viewer-Country", "DE")));
        var stays = OnRequest(code, Request("/shop", headers: ("CloudFront-Viewer-Country", "FR")));

        Assert.Equal((302, "Found", "/de/shop"), (redirected.Response?.Status, redirected.Response?.Description, redirected.Response?.Headers[0].Values[0].Value));
        Assert.Equal("/shop", stays.Request?.Uri);
    }

    [Theory]
    [InlineData("variant=b; x=1", "/b/page")]
    [InlineData("x=1", "/a/page")]
    public void A_cookie_chooses_the_variant(string cookie, string expected)
    {
        var outcome = OnRequest("""
            function handler(event) {
                var choice = event.request.cookies.variant;
                event.request.uri = (choice && choice.value === 'b' ? '/b' : '/a') + event.request.uri;
                return event.request;
            }
            """, Request("/page", headers: ("Cookie", cookie)), FunctionRuntime.Js10);

        Assert.Equal(expected, outcome.Request?.Uri);
    }

    [Theory]
    [InlineData(1, "String.bytesFrom(parts[1], 'base64url')")]
    [InlineData(2, "Buffer.from(parts[1], 'base64url')")]
    public void A_signed_token_is_checked(int runtime, string payload)
    {
        // The example of RFC 7515, appendix A.1, made with another key.
        var code = $$"""
            var crypto = require('crypto');
            function handler(event) {
                var token = event.request.querystring.jwt;
                var parts = token ? token.value.split('.') : [];
                var signature = crypto.createHmac('sha256', 'secret').update(parts[0] + '.' + parts[1]).digest('base64url');
                if (parts.length !== 3 || signature !== parts[2]) { return { statusCode: 401 }; }
                event.request.headers['x-user'] = { value: JSON.parse({{payload}}.toString()).sub };
                return event.request;
            }
            """;
        const string head = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0";
        var signature = System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.HMACSHA256.HashData("secret"u8, System.Text.Encoding.ASCII.GetBytes(head)));

        Assert.Equal("anna", OnRequest(code, Request(query: $"jwt={head}.{signature}"), Runtime(runtime)).Request?.Headers[^1].Values[0].Value);
        Assert.Equal(401, OnRequest(code, Request(query: $"jwt={head}.wrong"), Runtime(runtime)).Response?.Status);
        Assert.Equal(401, OnRequest(code, Request(), Runtime(runtime)).Response?.Status);
    }

    [Fact]
    public void A_key_value_store_holds_the_redirects()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{"data":[{"key":"/old","value":"/new"},{"key":"/json","value":"{\"to\":\"/deep\"}"}]}""");
        const string code = """
            import cf from 'cloudfront';
            const store = cf.kvs();
            async function handler(event) {
                const uri = event.request.uri;
                try {
                    const to = uri === '/json' ? (await store.get(uri, { format: 'json' })).to : await store.get(uri);
                    return { statusCode: 301, headers: { location: { value: to } } };
                } catch (problem) {
                    console.log(`${problem}`);
                    return event.request;
                }
            }
            """;

        Assert.Equal("/new", OnRequest(code, Request("/old"), store: Store(file)).Response?.Headers[0].Values[0].Value);
        Assert.Equal("/deep", OnRequest(code, Request("/json"), store: Store(file)).Response?.Headers[0].Values[0].Value);
        var missing = OnRequest(code, Request("/gone"), store: Store(file));
        Assert.Equal("/gone", missing.Request?.Uri);
        Assert.Contains("KeyNotFound: the key '/gone' is not in the key value store", Assert.Single(missing.Log), StringComparison.Ordinal);
        File.Delete(file);
    }
}
