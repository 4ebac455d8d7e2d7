using System.IO.Compression;
using System.Net;
using Google.Protobuf;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Tests.Dashboard.Otlp;

/// <summary>https://opentelemetry.io/docs/specs/otlp/#otlphttp</summary>
public sealed class OtlpHttpTests
{
    private const int MaxBytes = 16 * 1024 * 1024;
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/v1/traces")]
    [InlineData("/v1/logs")]
    [InlineData("/v1/metrics")]
    public async Task Answers_an_empty_export_with_an_empty_protobuf_message(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.PostAsync(path, []);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/x-protobuf", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Takes_a_gzipped_export()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = SampleTrace.ColdStart(1, Start);

        using var response = await dashboard.PostAsync("/v1/traces", Zip(sample.Request.ToByteArray()), encoding: "gzip");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(13, (await dashboard.JsonAsync($"/api/telemetry/traces/{sample.TraceId}")).GetProperty("spanCount").GetInt32());
    }

    [Theory]
    [InlineData("application/json", null, HttpStatusCode.BadRequest, "JSON")]
    [InlineData("application/json", "gzip", HttpStatusCode.BadRequest, "not valid gzip")]
    [InlineData("text/plain", null, HttpStatusCode.UnsupportedMediaType, "application/x-protobuf")]
    [InlineData("application/x-protobuf", "br", HttpStatusCode.UnsupportedMediaType, "Content-Encoding 'br'")]
    [InlineData("application/x-protobuf", "gzip", HttpStatusCode.BadRequest, "not valid gzip")]
    [InlineData("application/x-protobuf", null, HttpStatusCode.BadRequest, "protobuf")]
    public async Task Refuses_what_it_cannot_read_and_says_why(string contentType, string? encoding, HttpStatusCode status, string reason)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.PostAsync("/v1/traces", "{not protobuf}"u8.ToArray(), contentType, encoding);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refuses_a_body_beyond_the_bound_also_when_gzip_hides_its_size(bool zipped)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var body = new byte[MaxBytes + 1];

        using var response = await dashboard.PostAsync("/v1/logs", zipped ? Zip(body) : body, encoding: zipped ? "gzip" : null);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Counts_spans_without_a_valid_id_as_rejected_and_keeps_the_others()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = SampleTrace.ColdStart(1, Start);
        sample.Add(14, 1, "edge", "no id", 1, 0, 1).SpanId = ByteString.CopyFrom(new byte[8]);
        sample.Add(15, 1, "edge", "short id", 1, 0, 1).TraceId = ByteString.CopyFrom(1, 2, 3);

        using var response = await dashboard.PostAsync("/v1/traces", sample.Request.ToByteArray());

        var answer = ExportTraceServiceResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, answer.PartialSuccess.RejectedSpans);
        Assert.Equal(13, (await dashboard.JsonAsync($"/api/telemetry/traces/{sample.TraceId}")).GetProperty("spanCount").GetInt32());
    }

    private static byte[] Zip(byte[] body)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
            gzip.Write(body);
        return zipped.ToArray();
    }
}
