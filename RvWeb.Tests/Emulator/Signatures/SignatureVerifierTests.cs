using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Signatures;

namespace RvWeb.Tests.Emulator.Signatures;

/// <summary>The vectors are those of AWS's Signature Version 4 test suite (aws-sig-v4-test-suite): its key, date, region and service.</summary>
public sealed class SignatureVerifierTests
{
    private const string AccessKey = "AKIDEXAMPLE";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Timestamp = "20150830T123600Z";
    private const string Vanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    private const string Token = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2015, 8, 30, 12, 36, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("get-vanilla", "GET", "/", Vanilla)]
    [InlineData("post-vanilla", "POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("get-unreserved", "GET", "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f")]
    [InlineData("get-slashes", "GET", "//example//", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84")]
    [InlineData("get-vanilla-query-order-key-case", "GET", "/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("get-vanilla-query-order-value", "GET", "/?Param1=value2&Param1=value1", "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694")]
    [InlineData("get-vanilla-utf8-query", "GET", "/?ሴ=bar", "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04")]
    [InlineData("get-vanilla-utf8-query, encoded", "GET", "/?%e1%88%B4=bar", "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04")]
    [InlineData("get-header-value-order", "GET", "/", "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01", "My-Header1: value4|value1|value3|value2")]
    [InlineData("get-header-key-duplicate", "GET", "/", "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea", "My-Header1: value2|value2|value1")]
    [InlineData("get-header-value-trim", "GET", "/", "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736", "My-Header1: value1", "My-Header2: \"a   b   c\"")]
    public void A_vector_of_the_suite_is_accepted(string vector, string method, string target, string signature, params string[] headers)
    {
        var request = Request(method, target, signature, headers: headers);

        Assert.True(Verify(request) is (not null, null), vector);
    }

    [Fact]
    public void The_suites_post_with_a_body_is_accepted_and_with_another_body_refused()
    {
        const string Signature = "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a";
        var request = Request("POST", "/", Signature, "Param1=value1", "Content-Type: application/x-www-form-urlencoded");

        Assert.Equal(AccessKey, Verify(request).Caller?.AccessKey);
        Assert.Equal(SignatureError.Mismatch, Verify(request with { Body = "Param1=value2"u8.ToArray() }).Error);
    }

    [Fact]
    public void The_suites_request_with_a_session_token_needs_that_token()
    {
        var request = Request("GET", "/", "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8", headers: $"X-Amz-Security-Token: {Token}");

        Assert.NotNull(Verify(request, Token).Caller);
        Assert.Equal(SignatureError.InvalidToken, Verify(request, "another").Error);
        Assert.Equal(SignatureError.InvalidToken, Verify(request).Error);
        Assert.Equal(SignatureError.InvalidToken, Verify(Request("GET", "/", Vanilla), Token).Error);
    }

    [Theory]
    [InlineData("POST", "/", Timestamp, Vanilla)]
    [InlineData("GET", "/a", Timestamp, Vanilla)]
    [InlineData("GET", "/?a=b", Timestamp, Vanilla)]
    [InlineData("GET", "/", "20150830T123601Z", Vanilla)]
    [InlineData("GET", "/", Timestamp, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf32")]
    [InlineData("GET", "/", Timestamp, "5FA00FA31553B73EBF1942676E86291E8372FF2A2260956D9B8AAE1D763FBF31")]
    [InlineData("GET", "/", Timestamp, "x")]
    public void Another_request_or_signature_does_not_match(string method, string target, string timestamp, string signature) =>
        Assert.Equal(SignatureError.Mismatch, Verify(Request(method, target, signature, timestamp: timestamp)).Error);

    // Lambda's own words: "(… - 5 min.)".
    [Theory]
    [InlineData(300, null)]
    [InlineData(301, "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.)")]
    [InlineData(-300, null)]
    [InlineData(-301, "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)")]
    public void Clocks_may_differ_by_five_minutes(int seconds, string? expected)
    {
        _time.AdjustTime(_time.GetUtcNow().AddSeconds(seconds));

        Assert.Equal(expected, Verify(Request("GET", "/", Vanilla)).Error?.Message);
    }

    [Theory]
    [InlineData("", "AccessDeniedException", "Forbidden. For troubleshooting")]
    [InlineData("Bearer x", "AccessDeniedException", "Forbidden. For troubleshooting")]
    [InlineData("AWS4-HMAC-SHA256", "IncompleteSignatureException", "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.")]
    [InlineData("AWS4-HMAC-SHA256 Credential=A/20150830/us-east-1/service/aws4_request, SignedHeaders=host", "IncompleteSignatureException", "Authorization header requires 'Signature' parameter.")]
    [InlineData("AWS4-HMAC-SHA256 Credential=A/us-east-1/service/aws4_request, SignedHeaders=host, Signature=0", "IncompleteSignatureException", "Credential must have exactly 5")]
    [InlineData("AWS4-HMAC-SHA256 Credential=A/20150830/us-east-1/service/aws4_request, SignedHeaders=host, Signature=0", "UnrecognizedClientException", "The security token included in the request is invalid.")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150829/us-east-1/service/aws4_request, SignedHeaders=host, Signature=0", "InvalidSignatureException", "Date in Credential scope does not match")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/service/aws4_request, SignedHeaders=host, Signature=0", "InvalidSignatureException", "Credential should be scoped to a valid region")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0", "InvalidSignatureException", "Credential should be scoped to correct service: 'service'")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=x-amz-date, Signature=0", "InvalidSignatureException", "'Host' or ':authority' must be a 'SignedHeader'")]
    public void What_is_wrong_is_said(string authorization, string type, string message)
    {
        var error = Verify(Request("GET", "/", "") with { Headers = [new("Host", "x"), new("X-Amz-Date", Timestamp), new("Authorization", authorization)] }).Error!;

        Assert.Equal(type, error.Type);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2015-08-30T12:36:00Z")]
    public void A_time_that_is_none_is_an_incomplete_signature(string time) =>
        Assert.Equal("IncompleteSignatureException", Verify(Request("GET", "/", Vanilla, timestamp: time)).Error?.Type);

    // Source: recorded.
    [Fact]
    public void Bodies_of_refusals_spell_message_as_aws_does()
    {
        Assert.StartsWith("{\"Message\":\"Forbidden. ", Encoding.UTF8.GetString(SignatureError.Unsigned.Body()), StringComparison.Ordinal);
        Assert.StartsWith("{\"message\":\"The request signature we calculated does not match", Encoding.UTF8.GetString(SignatureError.Mismatch.Body()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_tells_its_secret_to_nobody() =>
        Assert.DoesNotContain(Secret, new SigningKey(AccessKey, Secret).ToString(), StringComparison.Ordinal);

    private (SigningKey? Caller, SignatureError? Error) Verify(ViewerRequest request, string? token = null) =>
        new SignatureVerifier([new SigningKey("OTHER", "x"), new SigningKey(AccessKey, Secret, token)], "us-east-1", "service", _time).Verify(request);

    private static ViewerRequest Request(
        string method, string target, string signature, string body = "", params string[] headers) =>
        Request(method, target, signature, Timestamp, body, headers);

    private static ViewerRequest Request(string method, string target, string signature, string timestamp) =>
        Request(method, target, signature, timestamp, "", []);

    private static ViewerRequest Request(string method, string target, string signature, string timestamp, string body, string[] headers)
    {
        var (path, query) = RequestTarget.Split(target);
        var given = headers.Select(header => header.Split(": ", 2)).Select(pair => KeyValuePair.Create(pair[0], new StringValues(pair[1].Split('|')))).ToList();
        given.Add(new("Host", "example.amazonaws.com"));
        if (timestamp.Length > 0)
            given.Add(new("X-Amz-Date", timestamp));
        var signed = string.Join(';', given.Select(header => header.Key.ToLowerInvariant()).Order(StringComparer.Ordinal));
        given.Add(new("Authorization", $"AWS4-HMAC-SHA256 Credential={AccessKey}/20150830/us-east-1/service/aws4_request, SignedHeaders={signed}, Signature={signature}"));
        return new ViewerRequest
        {
            Method = method,
            RawPath = path,
            RawQuery = query,
            Headers = given,
            Body = Encoding.UTF8.GetBytes(body),
            SourceIp = "127.0.0.1",
            Port = 443,
        };
    }
}
