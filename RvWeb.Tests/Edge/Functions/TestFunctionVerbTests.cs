using System.Text.Json.Nodes;
using RvWeb.Edge.Control.Verbs;

namespace RvWeb.Tests.Edge.Functions;

public sealed class TestFunctionVerbTests : IDisposable
{
    private const int Limit = 60_000;

    private const string Code = """
        import cf from 'cloudfront';
        function handler(event) {
            console.log('asked for ' + event.request.uri);
            if (event.request.uri === '/old')
                return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/new' } }, cookies: { a: { value: '1', attributes: 'Path=/' } }, body: 'moved' };
            if (event.request.uri === '/forbidden')
                event.request.headers['x-edge-mine'] = { value: '1' };
            if (event.request.uri === '/throws')
                throw new TypeError('broken');
            cf.selectRequestOriginById('any');
            event.request.headers['x-added'] = { value: event.viewer.ip };
            return event.request;
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edge-test-function-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = Limit)]
    public async Task A_request_goes_to_the_output_and_the_rest_to_the_error_output()
    {
        var (code, output, error) = await RunAsync($"{Write("f.js", Code)} --event {Write("e.json", Event("/x", query: """{"a":{"value":"1","multiValue":[{"value":"1"},{"value":"2"}]}}"""))}");

        var request = JsonNode.Parse(output)!["request"]!;
        Assert.Equal(0, code);
        Assert.Equal(("GET", "/x", "9.9.9.9"), ((string?)request["method"], (string?)request["uri"], (string?)request["headers"]!["x-added"]!["value"]));
        Assert.Equal("""{"a":{"value":"1","multiValue":[{"value":"1"},{"value":"2"}]}}""", request["querystring"]!.ToJsonString());
        Assert.Equal(["log: asked for /x", "compute utilization: 1 of 100 (our measure)"], error.TrimEnd().Split('\n'));
    }

    [Fact(Timeout = Limit)]
    public async Task A_response_is_printed_with_headers_cookies_and_body()
    {
        var (code, output, _) = await RunAsync($"{Write("f.js", Code)} --event -", Event("/old"));

        Assert.Equal(0, code);
        Assert.Equal(
            """{"response":{"statusCode":302,"statusDescription":"Found","headers":{"location":{"value":"/new"}},"cookies":{"a":{"value":"1","attributes":"Path=/"}},"body":{"encoding":"text","data":"moved"}}}""",
            JsonNode.Parse(output)!.ToJsonString());
    }

    [Theory(Timeout = Limit)]
    [InlineData("/forbidden", "error: function f (viewer-request) returned an invalid value: request.headers['x-edge-mine'] is a header that functions may not add (status 502)")]
    [InlineData("/throws", "error: function f (viewer-request) threw TypeError: broken (line 9) (status 503)")]
    public async Task A_failure_is_told_with_exit_code_1(string uri, string expected)
    {
        var (code, output, error) = await RunAsync($"{Write("f.js", Code)} --event -", Event(uri));

        Assert.Equal((1, ""), (code, output));
        Assert.Equal(["log: asked for " + uri, "compute utilization: 1 of 100 (our measure)", expected], error.TrimEnd().Split('\n'));
    }

    [Fact(Timeout = Limit)]
    public async Task Json_has_the_fields_of_AWS_s_answer()
    {
        var (code, output, error) = await RunAsync($"{Write("f.js", Code)} --event - --json", Event("/old"));
        var (failed, broken, _) = await RunAsync($"{Write("f.js", Code)} --event - --json", Event("/throws"));

        var result = JsonNode.Parse(output)!;
        Assert.Equal((0, 1, ""), (code, failed, error));
        Assert.Equal(("1", "asked for /old", ""), ((string?)result["ComputeUtilization"], (string?)result["FunctionExecutionLogs"]![0], (string?)result["FunctionErrorMessage"]));
        Assert.Equal(302, (int?)JsonNode.Parse((string)result["FunctionOutput"]!)!["response"]!["statusCode"]);
        Assert.Contains("threw TypeError: broken", (string?)JsonNode.Parse(broken)!["FunctionErrorMessage"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_viewer_response_function_of_a_template_sees_the_response()
    {
        var template = Write("t.json", FunctionTemplates.Group(
            "viewer-response", "function handler(event) { event.response.headers['x-was'] = { value: String(event.response.statusCode) }; return event.response; }"));

        var (code, output, _) = await RunAsync(
            $"--template {template} --function Fn --event -",
            """{"version":"1.0","context":{"eventType":"viewer-response"},"request":{"method":"GET","uri":"/"},"response":{"statusCode":201,"headers":{"x-a":{"value":"1"}}}}""");

        Assert.Equal(0, code);
        Assert.Equal("""{"x-a":{"value":"1"},"x-was":{"value":"201"}}""", JsonNode.Parse(output)!["response"]!["headers"]!.ToJsonString());
    }

    [Fact(Timeout = Limit)]
    public async Task A_function_reads_its_key_value_store()
    {
        var file = Write("f.js", "import cf from 'cloudfront'; async function handler(event) { event.request.uri = await cf.kvs().get('to'); return event.request; }");
        var data = Write("data.json", """{"data":[{"key":"to","value":"/there"}]}""");

        var (code, output, _) = await RunAsync($"{file} --event - --key-value-store Store={data}", Event("/"));

        Assert.Equal((0, "/there"), (code, (string?)JsonNode.Parse(output)!["request"]!["uri"]));
    }

    [Theory(Timeout = Limit)]
    [InlineData("FILE", "", "Option '--event' is required")]
    [InlineData("--event -", "{}", "give FILE, or --template with --function")]
    [InlineData("FILE --template x --event -", "{}", "give one of them")]
    [InlineData("FILE --function Fn --event -", "{}", "--function Fn is for a template")]
    [InlineData("FILE --runtime js --event -", "{}", "--runtime js: use cloudfront-js-1.0 or cloudfront-js-2.0")]
    [InlineData("FILE --runtime cloudfront-js-1.0 --event -", "{}", "line 1: SyntaxError")]
    [InlineData("gone.js --event -", "{}", "FILE gone.js: there is no such file")]
    [InlineData("FILE --event gone.json", "", "--event gone.json: there is no such file")]
    [InlineData("FILE --event -", "{", "--event -: it is not JSON (line 1")]
    [InlineData("FILE --event -", "[]", "--event -: context is missing")]
    [InlineData("FILE --event -", """{"context":{"eventType":"origin-request"}}""", "context.eventType is origin-request: use viewer-request or viewer-response")]
    [InlineData("FILE --event -", """{"context":{"eventType":"viewer-request"},"request":{"method":"GET","uri":"x"}}""", "request.uri is missing or does not begin with a slash")]
    [InlineData("FILE --event -", """{"context":{"eventType":"viewer-request"},"request":{"method":"GET","uri":"/","headers":{"a":"b"}}}""", "request.headers.a has no value")]
    [InlineData("FILE --event -", """{"context":{"eventType":"viewer-response"},"request":{"method":"GET","uri":"/"}}""", "response is missing")]
    [InlineData("TEMPLATE --function Gone --event -", "{}", "--function Gone: there is none of that name in")]
    [InlineData("TEMPLATE --runtime cloudfront-js-1.0 --event -", "{}", "the template says which it is")]
    [InlineData("FILE --event - --key-value-store S", "{}", "--key-value-store S: write LOGICALID=FILE.json")]
    public async Task What_is_wrong_is_told_in_one_line(string line, string input, string expected)
    {
        var template = Write("t.json", FunctionTemplates.Group("viewer-request", "function handler(event) { return event.request; }"));
        line = line.Replace("FILE", Write("f.js", Code), StringComparison.Ordinal).Replace("TEMPLATE", "--template " + template, StringComparison.Ordinal);

        var (code, output, error) = await RunAsync(line, input);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact(Timeout = Limit)]
    public async Task Help_names_the_options_and_exit_codes()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.All(
            ["--template", "--function", "--runtime", "--event", "--key-value-store", "--json", "Exit codes: 0"],
            text => Assert.Contains(text, output, StringComparison.Ordinal));
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static string Event(string uri, string query = "{}") =>
        """{"version":"1.0","context":{"eventType":"viewer-request"},"viewer":{"ip":"9.9.9.9"},"request":{"method":"GET","uri":"URI","querystring":QUERY,"headers":{},"cookies":{}}}"""
            .Replace("URI", uri, StringComparison.Ordinal)
            .Replace("QUERY", query, StringComparison.Ordinal);

    private static async Task<(int Code, string Output, string Error)> RunAsync(string line, string input = "")
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        using var given = new StringReader(input);
        var code = await EdgeVerbs.RunAsync(["test-function", .. line.Split(' ')], given, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
