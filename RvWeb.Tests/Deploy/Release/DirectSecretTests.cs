using RvWeb.Deploy;
using RvWeb.Deploy.Release.Checks;
using RvWeb.Deploy.Stack;

namespace RvWeb.Tests.Deploy.Release;

public sealed class DirectSecretTests
{
    [Theory]
    [InlineData("https://abc.lambda-url.us-east-1.on.aws/", "https://abc.lambda-url.us-east-1.on.aws/health?x=1", true)]
    [InlineData("https://abc.lambda-url.us-east-1.on.aws/", "https://d1.cloudfront.net/health", false)]
    [InlineData("https://abc.lambda-url.us-east-1.on.aws/", "http://abc.lambda-url.us-east-1.on.aws/health", false)]
    [InlineData("http://localhost:9001/", "http://localhost:9001/health", true)]
    [InlineData("http://localhost:9001/", "http://localhost:9002/health", false)]
    public void It_goes_to_the_function_and_nowhere_else(string function, string asked, bool expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, asked);

        new DirectSecret(new Uri(function), "secret").AddTo(request);

        Assert.Equal(expected, request.Headers.Contains(OriginSecret.Header));
    }

    [Fact]
    public void It_is_not_sent_where_others_can_read_along() => Assert.Equal(
        "The origin's secret is not sent to http://example.com/ over plain http: give its address with https.",
        Assert.Throws<DeployFailedException>(() => new DirectSecret(new Uri("http://example.com/"), "secret")).Message);

    [Fact]
    public void It_does_not_print_itself() => Assert.DoesNotContain("not-for-logs", $"{new DirectSecret(new Uri("https://a.b/"), "not-for-logs")}", StringComparison.Ordinal);
}
