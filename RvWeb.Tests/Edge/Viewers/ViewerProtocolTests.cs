using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Https;
using RvWeb.Edge.Template;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html</summary>
public sealed class ViewerProtocolTests
{
    [Theory]
    [InlineData("AllowAll", "GET", "HTTP/1.1", null)]
    [InlineData("HttpsOnly", "GET", "HTTP/1.1", 403)]
    [InlineData("RedirectToHttps", "GET", "HTTP/1.1", 301)]
    [InlineData("RedirectToHttps", "HEAD", "HTTP/1.0", 301)]
    [InlineData("RedirectToHttps", "POST", "HTTP/1.1", 307)]
    [InlineData("RedirectToHttps", "OPTIONS", "HTTP/2", 307)]
    [InlineData("RedirectToHttps", "DELETE", "HTTP/1.0", 403)]
    public void Plain_http_gets_what_the_policy_says(string policy, string method, string version, int? status) =>
        Assert.Equal(status, ProtocolRule.StatusOnPlainHttp(Enum.Parse<ViewerProtocolPolicy>(policy), method, version));

    [Theory]
    [InlineData("localhost:9002", 9443, "https://localhost:9443/a?b")]
    [InlineData("localhost", 443, "https://localhost/a?b")]
    [InlineData("[::1]:9002", 9443, "https://[::1]:9443/a?b")]
    public void A_redirect_keeps_host_path_and_query(string host, int port, string expected) =>
        Assert.Equal(expected, ProtocolRule.Location(new HostString(host), port, "/a?b"));

    [Fact]
    public void A_certificate_of_its_own_is_for_this_machine_only()
    {
        using var certificate = EdgeCertificate.Make(EdgeSamples.Now);

        Assert.True(certificate.HasPrivateKey);
        Assert.True(certificate.MatchesHostname("localhost"));
        Assert.True(certificate.MatchesHostname("127.0.0.1"));
        Assert.Equal(EdgeSamples.Now.UtcDateTime.AddDays(30), certificate.NotAfter.ToUniversalTime());
    }
}
