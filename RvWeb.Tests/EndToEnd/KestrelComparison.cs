using System.Text;
using System.Text.RegularExpressions;

namespace RvWeb.Tests.EndToEnd;

/// <summary>The same app on Kestrel and as a function behind a front door: what viewers get from both.</summary>
internal static partial class KestrelComparison
{
    // Behind a load balancer.
    private const int LongestAnswer = 1_000_000;

    // What differs by nature: Kestrel's own framing and clock, and the front door's ids. A front door also gives a type to
    // what has none; where there is no body, none is compared.
    private static readonly string[] Incidental =
    [
        "Date", "Server", "Transfer-Encoding", "Content-Length", "x-amzn-RequestId", "X-Amzn-Trace-Id", "x-amz-apigw-id",
        "Apigw-Requestid", "x-amzn-Remapped-Content-Length",
    ];

    /// <summary>One front door after the other: the words that open it, and how its address is announced.</summary>
    public static readonly IReadOnlyList<(string Announced, string[] Options)> Doors =
    [
        ("function URL", ["--function-url", "0"]),
        ("HTTP API", ["--http-api", "0"]),
        ("HTTP API", ["--http-api", "0", "--http-api-stage", "beta", "--http-api-payload", "1.0"]),
        ("REST API", ["--rest-api", "0", "--rest-api-binary-media-type", "*/*"]),
        ("load balancer", ["--alb", "0"]),
        ("load balancer", ["--alb", "0", "--alb-multi-value"]),
    ];

    /// <param name="command">Starts the app as a function.</param>
    /// <param name="doors">To compare.</param>
    /// <param name="cancellationToken">The test's.</param>
    public static async Task AssertSameAsync(string command, IEnumerable<(string Announced, string[] Options)> doors, CancellationToken cancellationToken)
    {
        await using var web = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Web"), [], ("PORT", "0"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"));
        using var kestrel = Client((await web.LinesUntilAsync("Now listening on", cancellationToken))[^1]);
        foreach (var (announced, options) in doors)
        {
            // What emulates ARM64 needs more memory than the function.
            await using var emulator = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Emulator"),
                ["--function", "web", "--command", command, "--port", "0", "--timeout", "60", "--memory", "1024", .. options]);
            using var lambda = Client((await emulator.LinesUntilAsync(announced, cancellationToken))[^1]);
            foreach (var send in Requests(announced != "load balancer"))
            {
                var expected = await AnswerAsync(kestrel, send(), cancellationToken);
                Assert.Equal($"{string.Join(' ', options)}\n{expected}", $"{string.Join(' ', options)}\n{await AnswerAsync(lambda, send(), cancellationToken)}");
            }
        }
    }

    private static IEnumerable<Func<HttpRequestMessage>> Requests(bool withLong)
    {
        yield return () => new(HttpMethod.Get, "hello");
        yield return () => new(HttpMethod.Head, "logo.png");
        yield return () => new(HttpMethod.Get, "logo.png");
        yield return () => new(HttpMethod.Get, "health");
        yield return () => new(HttpMethod.Get, "add?first=1&second=2");
        yield return () => new(HttpMethod.Get, "add?first=1&second=%3Cb%3E");
        yield return () => new(HttpMethod.Get, "add?first=79228162514264337593543950335&second=1");
        yield return () => new(HttpMethod.Get, "no%20such/p%C3%A4th?x=1");
        yield return () => new(HttpMethod.Delete, "hello");
        yield return () => Echo("""{"text":"gr\u00fc\u00df \ud83d\ude00","list":[1,2.5e3,null]}"""u8.ToArray());
        yield return () => Echo("{\"broken\":"u8.ToArray());
        yield return () => Echo([0x80, 0x00, 0xFF]);
        yield return () => Echo([]);
        yield return () => Echo(Encoding.UTF8.GetBytes('"' + new string('x', withLong ? 3_000_000 : LongestAnswer) + '"'));
    }

    private static HttpRequestMessage Echo(byte[] body) => new(HttpMethod.Post, "echo") { Content = new ByteArrayContent(body) };

    private static async Task<string> AnswerAsync(HttpClient client, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var request = message;
        var asked = request.RequestUri!.OriginalString;
        using var response = await client.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => !Incidental.Contains(header.Key, StringComparer.OrdinalIgnoreCase) && !(body.Length == 0 && header.Key == "Content-Type"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
        return $"{request.Method} {asked}\n{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{Convert.ToBase64String(body)}";
    }

    private static HttpClient Client(string line) => new() { BaseAddress = new Uri(Address().Match(line).Value.TrimEnd('/') + "/") };

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
