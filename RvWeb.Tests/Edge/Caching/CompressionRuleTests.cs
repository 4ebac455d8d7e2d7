using System.IO.Compression;
using CsCheck;
using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Compression;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html</summary>
public sealed class CompressionRuleTests
{
    [Theory]
    [InlineData(true, true, "gzip, br", "br")]
    [InlineData(true, true, "gzip", "gzip")]
    [InlineData(true, true, "br", "br")]
    [InlineData(true, false, "gzip, br", "gzip")]
    [InlineData(false, true, "gzip, br", "br")]
    [InlineData(false, true, "gzip", null)]
    [InlineData(true, true, "deflate", null)]
    [InlineData(true, true, null, null)]
    [InlineData(true, true, "br;q=0, gzip", "gzip")]
    [InlineData(false, false, "gzip, br", null)]
    public void The_coding_is_the_best_that_viewer_and_policy_share(bool gzip, bool brotli, string? accepted, string? expected) =>
        Assert.Equal(expected, Choose(gzip, brotli, accepted: accepted).Coding?.Name);

    [Theory]
    [InlineData(200, 1_000L, "text/html", null, "compressed with br")]
    [InlineData(403, 10_000_000L, "application/json; charset=utf-8", null, "compressed with br")]
    [InlineData(404, 5_000L, "IMAGE/SVG+XML", null, "compressed with br")]
    [InlineData(500, 5_000L, "text/html", null, "not compressed: status 500 (only 200, 403 and 404 are)")]
    [InlineData(206, 5_000L, "text/html", null, "not compressed: status 206 (only 200, 403 and 404 are)")]
    [InlineData(200, 999L, "text/html", null, "not compressed: Content-Length 999 is not between 1000 and 10000000")]
    [InlineData(200, 10_000_001L, "text/html", null, "not compressed: Content-Length 10000001 is not between 1000 and 10000000")]
    [InlineData(200, 0L, "text/html", null, "not compressed: Content-Length 0 is not between 1000 and 10000000")]
    [InlineData(200, null, "text/html", null, "not compressed: the origin sent no Content-Length (chunked or streamed, as function URLs answer)")]
    [InlineData(200, 5_000L, "application/problem+json", null, "not compressed: Content-Type application/problem+json is not in CloudFront's list")]
    [InlineData(200, 5_000L, "font/woff2", null, "not compressed: Content-Type font/woff2 is not in CloudFront's list")]
    [InlineData(200, 5_000L, null, null, "not compressed: Content-Type (none) is not in CloudFront's list")]
    [InlineData(200, 5_000L, "text/html", "identity", "not compressed: the origin sent Content-Encoding: identity")]
    public void Each_condition_must_hold(int status, long? length, string? type, string? encoding, string expected) =>
        Assert.Equal(expected, Choose(status: status, length: length, type: type, encoding: encoding).Reason);

    [Fact]
    public void Without_the_behaviors_switch_nothing_is_said_or_done() => Assert.Equal(CompressionChoice.Off, Choose(compress: false));

    [Fact]
    public void Without_the_policys_switches_the_reason_names_them() =>
        Assert.Equal("not compressed: cache policy test has neither EnableAcceptEncodingGzip nor EnableAcceptEncodingBrotli", Choose(false, false).Reason);

    [Theory]
    [InlineData("\"a\"", "W/\"a\"")]
    [InlineData("W/\"a\"", "W/\"a\"")]
    [InlineData("bare", null)]
    [InlineData(null, null)]
    public void A_tag_becomes_weak(string? before, string? after)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        headers.ETag = before;

        CompressedHeaders.Apply(headers, ContentCoding.Gzip);

        Assert.Equal((after, "gzip", "Accept-Encoding"), ((string?)headers.ETag, (string?)headers.ContentEncoding, (string?)headers.Vary));
    }

    [Theory]
    [InlineData("Origin", "Origin,Accept-Encoding")]
    [InlineData("accept-encoding, Origin", "accept-encoding, Origin")]
    [InlineData("*", "*")]
    public void Vary_gains_Accept_Encoding_once(string before, string after)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        headers.Vary = before;

        CompressedHeaders.Apply(headers, ContentCoding.Brotli);

        Assert.Equal(after, headers.Vary.ToString());
    }

    [Fact]
    public void Every_body_comes_back_from_either_coding() => Gen.Byte.Array[0, 3_000].Sample(body =>
    {
        foreach (var coding in new[] { ContentCoding.Gzip, ContentCoding.Brotli })
        {
            using var compressed = new MemoryStream();
            using (var encoder = coding.Encoder(compressed))
                encoder.Write(body);
            if (!Decoded(coding.Name, compressed.ToArray()).SequenceEqual(body))
                return false;
        }

        return true;
    }, iter: 30);

    internal static byte[] Decoded(string? coding, byte[] body)
    {
        using var source = new MemoryStream(body);
        using Stream decoder = coding == "br" ? new BrotliStream(source, CompressionMode.Decompress) : new GZipStream(source, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        decoder.CopyTo(plain);
        return plain.ToArray();
    }

    private static CompressionChoice Choose(
        bool gzip = true, bool brotli = true, string? accepted = "gzip, br", bool compress = true, int status = 200, long? length = 5_000,
        string? type = "text/html", string? encoding = null)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        headers.ContentType = type;
        headers.ContentEncoding = encoding;
        var behavior = Behavior(Policy() with { Gzip = gzip, Brotli = brotli }) with { Compress = compress };
        return CompressionRules.Of(behavior, accepted, status, headers, length);
    }
}
