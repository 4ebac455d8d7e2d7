using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;

namespace RvWeb.Tests.Dashboard.Telemetry;

/// <summary>Pausing, clearing, exporting and importing what was sent.</summary>
public sealed class SessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Shows_in_another_dashboard_what_was_exported()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await FillAsync(dashboard);
        var zip = await dashboard.Client.GetByteArrayAsync("/telemetry/export", Token);
        await using var other = await RunningDashboard.StartAsync();

        using var imported = await PostAsync(other, zip);

        Assert.Equal(HttpStatusCode.OK, imported.StatusCode);
        foreach (var path in (string[])["/api/telemetry/resources", "/api/telemetry/traces", "/api/telemetry/spans", "/api/telemetry/logs", "/api/telemetry/metrics"])
            Assert.Equal((await dashboard.JsonAsync(path)).GetRawText(), (await other.JsonAsync(path)).GetRawText());
    }

    [Fact(Timeout = 60_000)]
    public async Task Exports_one_resource_only_if_asked_to()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await FillAsync(dashboard);

        using var zip = new ZipArchive(new MemoryStream(await dashboard.Client.GetByteArrayAsync("/telemetry/export?resource=web", Token)));

        Assert.Equal(["metrics/1.json"], zip.Entries.Select(entry => entry.FullName));
    }

    [Fact(Timeout = 60_000)]
    public async Task Imports_the_file_that_a_browser_sends()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await FillAsync(dashboard);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(await dashboard.Client.GetByteArrayAsync("/telemetry/export", Token)), "zip", "telemetry.zip" } };
        await using var other = await RunningDashboard.StartAsync();

        using var response = await other.Client.PostAsync("/telemetry/import", form, Token);

        Assert.Contains("Imported 3 files.", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Single((await other.JsonAsync("/api/telemetry/traces")).GetProperty("traces").EnumerateArray());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("../traces/1.json", "{}", "must be in traces, logs or metrics")]
    [InlineData("traces/1.json", "{\"resourceSpans\":7}", "is not OTLP")]
    [InlineData("logs/1.json", "no JSON", "is not OTLP")]
    public async Task Refuses_a_zip_with_a_wrong_file_and_names_it(string name, string content, string reason)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await PostAsync(dashboard, Zip((name, Encoding.UTF8.GetBytes(content))));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = await ErrorAsync(response);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Contains(name, error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("this is no zip at all")]
    public async Task Refuses_what_is_no_zip(string body)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await PostAsync(dashboard, Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task Refuses_a_small_zip_that_holds_far_too_much()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var bomb = Zip(("traces/1.json", new byte[130 * 1024 * 1024]));
        Assert.InRange(bomb.Length, 1, 2 * 1024 * 1024);

        using var response = await PostAsync(dashboard, bomb);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("too large unpacked", await ErrorAsync(response), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Keeps_nothing_of_a_paused_signal_and_says_how_much_it_missed()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var paused = await dashboard.Client.PostAsync("/telemetry/pause?signal=traces", null, Token);
        await FillAsync(dashboard);

        Assert.Contains("<b>Paused.</b> 13 spans", await dashboard.PageAsync("/traces"), StringComparison.Ordinal);
        Assert.Contains("Answering", await dashboard.PageAsync("/logs"), StringComparison.Ordinal);

        using var resumed = await dashboard.Client.PostAsync("/telemetry/resume?signal=traces", null, Token);
        await FillAsync(dashboard);
        Assert.Single((await dashboard.JsonAsync("/api/telemetry/traces")).GetProperty("traces").EnumerateArray());
    }

    [Fact(Timeout = 60_000)]
    public async Task Clears_one_signal_of_one_resource_or_everything()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await FillAsync(dashboard);

        using var one = await dashboard.Client.PostAsync("/telemetry/clear?signal=traces&resource=edge", null, Token);
        var left = (await dashboard.JsonAsync("/api/telemetry/resources")).GetProperty("resources").EnumerateArray().Select(resource => resource.GetProperty("name").GetString());
        Assert.Equal(["api", "function-url", "lambda", "unknown_service", "web"], left);

        using var all = await dashboard.Client.PostAsync("/telemetry/clear-all", null, Token);
        Assert.Empty((await dashboard.JsonAsync("/api/telemetry/resources")).GetProperty("resources").EnumerateArray());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/telemetry/clear-all")]
    [InlineData("/telemetry/pause?signal=logs")]
    [InlineData("/telemetry/import")]
    [InlineData("/api/telemetry/import")]
    public async Task Lets_no_other_web_page_change_anything(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { "Origin", "null" } } };

        using var response = await dashboard.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task Says_which_signals_there_are()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.Client.PostAsync("/telemetry/pause?signal=smoke", null, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("smoke", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static async Task FillAsync(RunningDashboard dashboard)
    {
        var sample = SampleTrace.ColdStart(1, Spans.Start);
        await dashboard.SendAsync(sample.Request);
        using var logs = await dashboard.PostAsync("/v1/logs", LogSample.Of("Answering", 9, sample.TraceId).ToByteArray());
        using var metrics = await dashboard.PostAsync("/v1/metrics", MetricSample.Histogram(1, [1, 2, 3, 4], exemplarTrace: sample.TraceId).ToByteArray());
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningDashboard dashboard, byte[] zip)
    {
        using var content = new ByteArrayContent(zip) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };
        return await dashboard.Client.PostAsync("/api/telemetry/import", content, Token);
    }

    private static async Task<string> ErrorAsync(HttpResponseMessage response)
    {
        using var document = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        return document.RootElement.GetProperty("error").GetString()!;
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
                using (var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open())
                    entry.Write(content);
        return zipped.ToArray();
    }
}
