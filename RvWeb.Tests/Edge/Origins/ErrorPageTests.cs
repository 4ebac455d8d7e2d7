using RvWeb.Edge.ErrorPages;
using RvWeb.Edge.Refusals;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>Status, headers and request id as observed on CloudFront's own pages; the wording is ours.</summary>
public sealed class ErrorPageTests
{
    private const int Limit = 20_000;

    [Theory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_page_has_the_cause_only_where_it_is_asked_to_explain(bool explain)
    {
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(), ["http://127.0.0.1:1"], explain: explain);

        var reply = await edge.GetAsync("/");

        Assert.Contains("502 ERROR", reply.Body, StringComparison.Ordinal);
        Assert.Contains("The request could not be satisfied.", reply.Body, StringComparison.Ordinal);
        Assert.Contains(reply["X-Amz-Cf-Id"]!, reply.Body, StringComparison.Ordinal);
        Assert.Equal(explain, reply.Body.Contains("refused the connection", StringComparison.Ordinal));
        Assert.Equal(explain, reply["X-Edge-Explain"] is not null);
    }

    [Fact(Timeout = Limit)]
    public async Task A_head_gets_the_pages_length_and_no_page()
    {
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(), ["http://127.0.0.1:1"]);

        var head = await edge.SendAsync(HttpMethod.Head, "/");
        var get = await edge.GetAsync("/");

        Assert.Equal((502, "", get["Content-Length"]), (head.Status, head.Body, head["Content-Length"]));
        Assert.Equal(get.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), get["Content-Length"]);
    }

    [Fact]
    public void Each_status_has_its_own_words() => Assert.Equal(
        7, new[] { 400, 403, 414, Refusal.HeadersTooLarge, 502, 503, 504 }.Select(ErrorPage.Reason).Distinct().Count());

    [Fact]
    public void What_a_viewer_sent_cannot_become_markup() =>
        Assert.DoesNotContain("<script>", ErrorPage.Html(403, "x", "id", "method <script>"), StringComparison.Ordinal);

    [Theory(Timeout = Limit)]
    [InlineData("1.1 a.cloudfront.net (CloudFront)", 200)]
    [InlineData("1.1 a.cloudfront.net (CloudFront), 1.1 b.cloudfront.net (CloudFront)", 403)]
    public async Task A_request_may_have_passed_one_distribution_and_not_two(string via, int expected)
    {
        await using var origin = await RunningOrigin.SayingAsync("x");
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(), [origin.Url]);

        Assert.Equal(expected, (await edge.GetAsync("/", ("Via", via))).Status);
    }
}
