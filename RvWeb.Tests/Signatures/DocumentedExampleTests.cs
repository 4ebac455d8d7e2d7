using RvWeb.Signatures;

namespace RvWeb.Tests.Signatures;

/// <summary>Requests whose signatures AWS documents; the whole suite goes through the verifier in Emulator/Signatures.</summary>
public sealed class DocumentedExampleTests
{
    private const string OfSuite = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string OfS3 = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    // aws-sig-v4-test-suite, get-vanilla.
    [Fact]
    public void The_canonical_form_and_the_string_to_sign_are_the_documented_ones()
    {
        var request = Request("/", "", ("host", "example.amazonaws.com"), ("x-amz-date", "20150830T123600Z"));
        var scope = new CredentialScope("20150830", "us-east-1", "service");

        Assert.Equal($"GET\n/\n\nhost:example.amazonaws.com\nx-amz-date:20150830T123600Z\n\nhost;x-amz-date\n{PayloadHash.Empty}", request.Write());
        Assert.Equal(
            "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/service/aws4_request\nbb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
            StringToSign.Of(request, scope, "20150830T123600Z"));
    }

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, in its earlier edition.
    [Fact]
    public void The_example_of_iam_gets_its_signature()
    {
        var request = Request(
            "/", "Action=ListUsers&Version=2010-05-08",
            ("content-type", "application/x-www-form-urlencoded; charset=utf-8"), ("host", "iam.amazonaws.com"), ("x-amz-date", "20150830T123600Z"));

        Assert.Equal("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7", Signature(request, OfSuite, "20150830T123600Z", "iam"));
    }

    // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html.
    [Theory]
    [InlineData("/test.txt", "", "range: bytes=0-9", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData("/", "lifecycle", null, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("/", "prefix=J&max-keys=2", null, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void The_examples_of_s3_get_their_signatures(string path, string query, string? header, string signature)
    {
        var request = Request(path, query, [
            ("host", "examplebucket.s3.amazonaws.com"),
            .. header?.Split(": ") is [var name, var value] ? new[] { (name, value) } : [],
            ("x-amz-content-sha256", PayloadHash.Empty),
            ("x-amz-date", "20130524T000000Z"),
        ]);

        Assert.Equal(signature, Signature(request with { IsPathKept = true }, OfS3, "20130524T000000Z", "s3"));
    }

    // The same page's PUT: a path of S3 is encoded once, a hash stands for the body.
    [Fact]
    public void The_put_of_s3_gets_its_signature()
    {
        var hash = PayloadHash.Of("Welcome to Amazon S3."u8);
        var request = Request(
            "/test$file.text", "",
            ("date", "Fri, 24 May 2013 00:00:00 GMT"), ("host", "examplebucket.s3.amazonaws.com"), ("x-amz-content-sha256", hash),
            ("x-amz-date", "20130524T000000Z"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"));

        Assert.Equal(
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
            Signature(request with { Method = "PUT", PayloadHash = hash, IsPathKept = true }, OfS3, "20130524T000000Z", "s3"));
    }

    [Fact]
    public void A_key_tells_its_secret_to_nobody() =>
        Assert.DoesNotContain(OfS3, new SecretKey(OfS3).ToString(), StringComparison.Ordinal);

    private static string Signature(CanonicalRequest request, string secret, string timestamp, string service)
    {
        var scope = new CredentialScope(timestamp[..8], "us-east-1", service);
        return new SecretKey(secret).Sign(scope, StringToSign.Of(request, scope, timestamp));
    }

    private static CanonicalRequest Request(string path, string query, params (string Name, string Value)[] headers) => new()
    {
        Method = "GET",
        Path = path,
        Query = query,
        Headers = [.. headers.Select(header => (header.Name, (IEnumerable<string>)[header.Value]))],
        PayloadHash = PayloadHash.Empty,
    };
}
