using System.Text;
using System.Xml.Linq;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Control;

/// <summary>Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html and the pages beside it.</summary>
public sealed class CloudFrontApiTests
{
    private const int Limit = 20_000;
    private const string Invalidations = "/2020-05-31/distribution/Dist/invalidation";
    private static readonly XNamespace Aws = "http://cloudfront.amazonaws.com/doc/2020-05-31/";
    private static readonly (string, string) Signed =
        ("Authorization", "AWS4-HMAC-SHA256 Credential=local/20260401/us-east-1/cloudfront/aws4_request, SignedHeaders=host, Signature=0");

    [Fact(Timeout = Limit)]
    public async Task CreateInvalidation_empties_the_cache_and_answers_201_with_location_and_xml()
    {
        await using var edge = await StartAsync();
        await edge.GetAsync("/a");

        var reply = await PostAsync(edge, Batch("one", "/*"));
        var invalidation = XDocument.Parse(reply.Body).Root!;

        Assert.Equal((201, Aws + "Invalidation"), (reply.Status, invalidation.Name));
        Assert.Matches("^I[A-Z0-9]{13}$", Text(invalidation, "Id"));
        Assert.Equal(("Completed", "2026-04-01T12:00:00.000Z"), (Text(invalidation, "Status"), Text(invalidation, "CreateTime")));
        Assert.Equal(("1", "/*", "one"), (Text(invalidation, "Quantity"), Text(invalidation, "Path"), Text(invalidation, "CallerReference")));
        Assert.EndsWith($"{Invalidations}/{Text(invalidation, "Id")}", reply["Location"], StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f-]{36}$", reply["x-amzn-RequestId"]);
        Assert.Equal("Miss from cloudfront", (await edge.GetAsync("/a"))["X-Cache"]);
    }

    [Fact(Timeout = Limit)]
    public async Task The_same_reference_with_the_same_paths_is_the_same_invalidation()
    {
        await using var edge = await StartAsync();

        var first = await PostAsync(edge, Batch("one", "/a", "/b"));
        await edge.GetAsync("/a");
        var second = await PostAsync(edge, Batch("one", "/b", "/a"));

        Assert.Equal((201, first.Body), (second.Status, second.Body));
        Assert.Equal("Hit from cloudfront", (await edge.GetAsync("/a"))["X-Cache"]);
    }

    [Theory(Timeout = Limit)]
    [InlineData("<InvalidationBatch><Paths><Quantity>2</Quantity><Items><Path>/a</Path></Items></Paths><CallerReference>x</CallerReference></InvalidationBatch>", 400, "InconsistentQuantities", "(2) and the number of Items (1)")]
    [InlineData("<InvalidationBatch><Paths><Quantity>0</Quantity></Paths><CallerReference>x</CallerReference></InvalidationBatch>", 400, "InvalidArgument", "There is no path")]
    [InlineData("<InvalidationBatch><Paths><Quantity>1</Quantity><Items><Path>a</Path></Items></Paths><CallerReference>x</CallerReference></InvalidationBatch>", 400, "InvalidArgument", "'a' does not begin with a slash")]
    [InlineData("<InvalidationBatch><Paths><Quantity>1</Quantity><Items><Path>/a</Path></Items></Paths></InvalidationBatch>", 400, "InvalidArgument", "CallerReference is missing")]
    [InlineData("<InvalidationBatch><CallerReference>x</CallerReference></InvalidationBatch>", 400, "InvalidArgument", "Paths is missing")]
    [InlineData("<Other/>", 400, "MalformedXML", "The body's element is Other")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>", 400, "MalformedXML", "DTD")]
    [InlineData("not xml", 400, "MalformedXML", "cannot be read")]
    [InlineData("", 400, "MissingBody", "requires a body")]
    public async Task A_wrong_body_gets_CloudFronts_error(string body, int status, string code, string message)
    {
        await using var edge = await StartAsync();

        await AssertErrorAsync(PostAsync(edge, body), status, code, message);
    }

    [Fact(Timeout = Limit)]
    public async Task A_reference_sent_before_with_other_paths_is_refused()
    {
        await using var edge = await StartAsync();
        await PostAsync(edge, Batch("one", "/a"));

        await AssertErrorAsync(PostAsync(edge, Batch("one", "/b")), 409, "InvalidationBatchAlreadyExists", "'one' was sent with other paths before");
    }

    [Fact(Timeout = Limit)]
    public async Task More_paths_than_may_be_in_progress_are_refused()
    {
        await using var edge = await StartAsync();
        string[] many = [.. Enumerable.Range(0, 3001).Select(number => $"/{number}")];
        string[] wild = [.. Enumerable.Range(0, 16).Select(number => $"/{number}/*")];

        await AssertErrorAsync(PostAsync(edge, Batch("many", many)), 400, "TooManyInvalidationsInProgress", "3001 paths: 3000");
        await AssertErrorAsync(PostAsync(edge, Batch("wild", wild)), 400, "TooManyInvalidationsInProgress", "16 paths that end with *: 15");
        Assert.Equal(201, (await PostAsync(edge, Batch("fits", many[..3000]))).Status);
    }

    [Fact(Timeout = Limit)]
    public async Task Invalidations_are_listed_in_pages_newest_first_and_got_one_by_one()
    {
        await using var edge = await StartAsync();
        var ids = new List<string>();
        foreach (var reference in new[] { "1", "2", "3" })
            ids.Insert(0, Text(XDocument.Parse((await PostAsync(edge, Batch(reference, "/a"))).Body).Root!, "Id"));

        var first = await GetAsync(edge, $"{Invalidations}?MaxItems=2");
        var second = await GetAsync(edge, $"{Invalidations}?MaxItems=2&Marker={Text(first, "NextMarker")}");
        var one = await GetAsync(edge, $"{Invalidations}/{ids[1]}");

        Assert.Equal(ids[..2], first.Descendants(Aws + "Id").Select(id => id.Value));
        Assert.Equal(("true", "2"), (Text(first, "IsTruncated"), Text(first, "Quantity")));
        Assert.Equal(ids[2..], second.Descendants(Aws + "Id").Select(id => id.Value));
        Assert.Equal(("false", "1"), (Text(second, "IsTruncated"), Text(second, "Quantity")));
        Assert.Equal("2", Text(one, "CallerReference"));
    }

    [Theory(Timeout = Limit)]
    [InlineData("/2020-05-31/distribution/EDFDVBD6EXAMPLE/invalidation", 404, "NoSuchDistribution", "'EDFDVBD6EXAMPLE'; this edge serves 'Dist'")]
    [InlineData($"{Invalidations}/IGONE", 404, "NoSuchInvalidation", "'IGONE'")]
    [InlineData($"{Invalidations}?MaxItems=x", 400, "InvalidArgument", "MaxItems is 'x'")]
    [InlineData($"{Invalidations}?Marker=x", 400, "InvalidArgument", "Marker is 'x'")]
    [InlineData("/2020-05-31/function", 400, "UnsupportedOperation", "does not serve GET /2020-05-31/function")]
    public async Task What_is_not_there_gets_CloudFronts_error(string path, int status, string code, string message)
    {
        await using var edge = await StartAsync();

        await AssertErrorAsync(edge.GetAsync(path, Signed), status, code, message);
    }

    [Fact(Timeout = Limit)]
    public async Task The_distribution_is_listed_and_got()
    {
        await using var edge = await StartAsync();

        var list = await GetAsync(edge, "/2020-05-31/distribution");
        var reply = await edge.GetAsync("/2020-05-31/distribution/Dist", Signed);
        var config = await GetAsync(edge, "/2020-05-31/distribution/Dist/config");

        Assert.Equal("Dist", Text(list, "Id"));
        Assert.Equal("Deployed", Text(XDocument.Parse(reply.Body).Root!, "Status"));
        Assert.Equal("EDIST", reply["ETag"]);
        Assert.Equal("app", Text(config, "TargetOriginId"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_request_that_is_not_signed_for_cloudfront_is_the_viewers()
    {
        await using var edge = await StartAsync();

        Assert.Equal("fetch 1", (await edge.GetAsync("/2020-05-31/distribution")).Body);
        Assert.Equal("fetch 2", (await edge.GetAsync(Invalidations, ("Authorization", "AWS4-HMAC-SHA256 Credential=a/20260401/us-east-1/lambda/aws4_request"))).Body);
    }

    [Fact(Timeout = Limit)]
    public async Task Web_pages_are_kept_out()
    {
        await using var edge = await StartAsync();

        await AssertErrorAsync(edge.GetAsync(Invalidations, Signed, ("Origin", "https://evil.example")), 403, "AccessDenied", "https://evil.example");
        await AssertErrorAsync(edge.GetAsync(Invalidations, Signed, ("Host", "evil.example")), 403, "AccessDenied", "evil.example");
    }

    private static Task<EdgeHarness> StartAsync() =>
        EdgeHarness.StartAsync(new CountingOrigin("max-age=60").AnswerAsync, Policy(), cancellationToken: TestContext.Current.CancellationToken);

    private static string Batch(string reference, params string[] paths) => new XElement(Aws + "InvalidationBatch",
        new XElement(Aws + "Paths", new XElement(Aws + "Quantity", paths.Length), new XElement(Aws + "Items", paths.Select(path => new XElement(Aws + "Path", path)))),
        new XElement(Aws + "CallerReference", reference)).ToString();

    private static async Task<EdgeReply> PostAsync(EdgeHarness edge, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "text/xml");
        return await edge.SendAsync(HttpMethod.Post, Invalidations, content, Signed);
    }

    private static async Task<XElement> GetAsync(EdgeHarness edge, string path)
    {
        var reply = await edge.GetAsync(path, Signed);
        Assert.Equal(200, reply.Status);
        return XDocument.Parse(reply.Body).Root!;
    }

    private static string Text(XElement element, string name) => element.Descendants(Aws + name).First().Value;

    private static async Task AssertErrorAsync(Task<EdgeReply> request, int status, string code, string message)
    {
        var reply = await request;
        Assert.Equal(status, reply.Status);
        var error = XDocument.Parse(reply.Body).Root!;
        Assert.Equal((Aws + "ErrorResponse", code), (error.Name, Text(error, "Code")));
        Assert.Contains(message, Text(error, "Message"), StringComparison.Ordinal);
        Assert.Equal(reply["x-amzn-RequestId"], Text(error, "RequestId"));
    }
}
