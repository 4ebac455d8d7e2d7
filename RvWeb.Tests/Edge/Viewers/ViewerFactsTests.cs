using RvWeb.Edge.ViewerFacts;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html</summary>
public sealed class ViewerFactsTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36", "Desktop")]
    [InlineData("curl/8.5.0", "Desktop")]
    [InlineData("", "Desktop")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1", "IOS Mobile")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1", "IOS Mobile Tablet")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", "Android Mobile")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; SM-X910) AppleWebKit/537.36 Chrome/126.0 Safari/537.36", "Android Mobile Tablet")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; AFTS) AppleWebKit/537.36 Chrome/126.0 Safari/537.36", "Android SmartTV")]
    [InlineData("Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0) AppleWebKit/537.36 Version/7.0 TV Safari/537.36", "SmartTV")]
    [InlineData("Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 Chrome/94.0 Safari/537.36", "SmartTV")]
    public void A_user_agent_tells_the_device(string userAgent, string expected)
    {
        var viewer = Viewer(("User-Agent", userAgent));
        string[] classes = ["Android", "Desktop", "IOS", "Mobile", "SmartTV", "Tablet"];

        Assert.Equal(expected, string.Join(' ', classes.Where(name => GeneratedHeaders.Value($"CloudFront-Is-{name}-Viewer", viewer) == "true")));
    }

    [Fact]
    public void The_connection_tells_the_rest()
    {
        var viewer = Viewer(("Host", "h"), ("Accept", "a"));
        viewer.Headers["Accept"] = new[] { "a", "b" };

        Assert.Equal("192.0.2.1:4711", GeneratedHeaders.Value("cloudfront-viewer-address", viewer));
        Assert.Equal("http", GeneratedHeaders.Value("CloudFront-Forwarded-Proto", viewer));
        Assert.Equal("2.0", GeneratedHeaders.Value("CloudFront-Viewer-Http-Version", viewer));
        Assert.Equal("3", GeneratedHeaders.Value("CloudFront-Viewer-Header-Count", viewer));
        Assert.Equal("Host:Accept:Accept", GeneratedHeaders.Value("CloudFront-Viewer-Header-Order", viewer));
        Assert.Null(GeneratedHeaders.Value("CloudFront-Viewer-TLS", viewer));
    }

    [Fact]
    public void The_order_of_headers_is_cut_at_7680_letters() =>
        Assert.Equal(7680, GeneratedHeaders.Value("CloudFront-Viewer-Header-Order", Viewer((new string('x', 8000), "1")))!.Length);

    [Theory]
    [InlineData("TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256")]
    [InlineData("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256")]
    [InlineData("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "ECDHE-RSA-AES128-SHA256")]
    [InlineData("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "ECDHE-RSA-AES256-SHA")]
    [InlineData("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-RSA-CHACHA20-POLY1305")]
    [InlineData("TLS_RSA_WITH_AES_128_CBC_SHA", "AES128-SHA")]
    public void Ciphers_have_the_names_that_CloudFront_writes(string registered, string expected) => Assert.Equal(expected, TlsFacts.Cipher(registered));

    private static ViewerConnection Viewer(params (string Name, string Value)[] headers) => new()
    {
        Headers = Request(headers: headers).Headers,
        Protocol = "http",
        HttpVersion = "HTTP/2",
        Address = "192.0.2.1",
        Port = 4711,
    };
}
