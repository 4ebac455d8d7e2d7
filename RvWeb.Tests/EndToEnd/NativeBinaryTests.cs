using System.Text;
using System.Text.RegularExpressions;

namespace RvWeb.Tests.EndToEnd;

/// <summary>The binary that ships, in the emulator, against the same app on Kestrel.</summary>
[Collection(EndToEndSeries.Name)]
public sealed partial class NativeBinaryTests
{
    private const int Limit = 400_000;

    // What differs by nature: Kestrel's own framing and clock, and the front door's ids. A function URL also gives a type to
    // what has none; where there is no body, none is compared.
    private static readonly string[] Incidental =
        ["Date", "Server", "Transfer-Encoding", "Content-Length", "x-amzn-RequestId", "X-Amzn-Trace-Id"];

    [Fact(Timeout = Limit)]
    public async Task The_x64_binary_answers_what_Kestrel_answers() => await CompareAsync(await NativeBinary.X64CommandAsync());

    [Fact(Timeout = Limit)]
    public async Task The_ARM64_binary_answers_what_Kestrel_answers() => await CompareAsync(await NativeBinary.Arm64CommandAsync());

    [Fact(Timeout = Limit)]
    public async Task The_binary_says_in_a_line_that_it_runs_in_Lambda_only()
    {
        await using var program = new BuiltProgram(await NativeBinary.X64CommandAsync(), []);

        Assert.Contains("AWS_LAMBDA_FUNCTION_NAME is not set", Assert.Single(await program.AllLinesAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.Equal(2, (await program.Exited).ExitCode);
    }

    private static async Task CompareAsync(string command)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var web = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Web"), [], ("PORT", "0"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"));
        await using var emulator = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Emulator"),
            ["--function", "web", "--command", command, "--port", "0", "--function-url", "0", "--timeout", "60"]);
        using var kestrel = Client((await web.LinesUntilAsync("Now listening on", cancellationToken))[^1]);
        using var lambda = Client((await emulator.LinesUntilAsync("function URL", cancellationToken))[^1]);

        foreach (var send in Requests())
        {
            var expected = await AnswerAsync(kestrel, send(), cancellationToken);
            Assert.Equal(expected, await AnswerAsync(lambda, send(), cancellationToken));
        }
    }

    private static IEnumerable<Func<HttpRequestMessage>> Requests()
    {
        yield return () => new(HttpMethod.Get, "/hello");
        yield return () => new(HttpMethod.Head, "/logo.png");
        yield return () => new(HttpMethod.Get, "/logo.png");
        yield return () => new(HttpMethod.Get, "/health");
        yield return () => new(HttpMethod.Get, "/add?first=1&second=2");
        yield return () => new(HttpMethod.Get, "/add?first=1&second=%3Cb%3E");
        yield return () => new(HttpMethod.Get, "/add?first=79228162514264337593543950335&second=1");
        yield return () => new(HttpMethod.Get, "/no%20such/p%C3%A4th?x=1");
        yield return () => new(HttpMethod.Delete, "/hello");
        yield return () => Echo("""{"text":"gr\u00fc\u00df \ud83d\ude00","list":[1,2.5e3,null]}"""u8.ToArray());
        yield return () => Echo("{\"broken\":"u8.ToArray());
        yield return () => Echo([0x80, 0x00, 0xFF]);
        yield return () => Echo([]);
        yield return () => Echo(Encoding.UTF8.GetBytes('"' + new string('x', 3_000_000) + '"'));
    }

    private static HttpRequestMessage Echo(byte[] body) => new(HttpMethod.Post, "/echo") { Content = new ByteArrayContent(body) };

    private static async Task<string> AnswerAsync(HttpClient client, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var request = message;
        using var response = await client.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => !Incidental.Contains(header.Key) && !(body.Length == 0 && header.Key == "Content-Type"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
        return $"{request.Method} {request.RequestUri!.PathAndQuery}\n{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{Convert.ToBase64String(body)}";
    }

    private static HttpClient Client(string line) => new() { BaseAddress = new Uri(Address().Match(line).Value) };

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
