using System.Text;
using System.Text.Json.Nodes;

namespace RvWeb.Tests.Emulator.Clients;

/// <summary>The AWS CLI, unmodified, with <c>--endpoint-url</c>.</summary>
public sealed class AwsCliTests : IDisposable
{
    private const int Limit = 120_000;
    private const string Missing = "There is no AWS CLI (aws) on the PATH.";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-cli-");

    [Fact(Timeout = Limit)]
    public async Task Invokes_a_function_and_shows_its_log()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);
        var payload = Path.Combine(_folder.FullName, "payload.json");
        var answer = Path.Combine(_folder.FullName, "answer.json");
        await File.WriteAllTextAsync(payload, """{"command":"say","text":"hello, CLI"}""", cancellationToken);

        var result = await LambdaAsync(
            emulator, cancellationToken, "invoke", "--function-name", "test", "--log-type", "Tail", "--payload", $"fileb://{payload}", answer);

        Assert.Equal(200, (int?)result["StatusCode"]);
        Assert.Equal("$LATEST", (string?)result["ExecutedVersion"]);
        Assert.Contains("\nhello, CLI\nEND", Encoding.UTF8.GetString(Convert.FromBase64String((string)result["LogResult"]!)), StringComparison.Ordinal);
        Assert.Equal("null", await File.ReadAllTextAsync(answer, cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Lists_functions_and_gets_one()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        var list = await LambdaAsync(emulator, cancellationToken, "list-functions");
        var function = await LambdaAsync(emulator, cancellationToken, "get-function", "--function-name", "test");

        Assert.Equal("test", (string?)list["Functions"]![0]!["FunctionName"]);
        Assert.Equal("test", (string?)function["Configuration"]!["FunctionName"]);
    }

    [Fact(Timeout = Limit)]
    public async Task Understands_the_errors()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await StartAsync(cancellationToken);

        var (code, _, error) = await RunAsync(emulator, cancellationToken, "get-function", "--function-name", "tset");
        var (created, _, refusal) = await RunAsync(emulator, cancellationToken, "delete-function", "--function-name", "test");

        Assert.NotEqual(0, code);
        Assert.Contains("(ResourceNotFoundException)", error, StringComparison.Ordinal);
        Assert.Contains("functions here: test", error, StringComparison.Ordinal);
        Assert.NotEqual(0, created);
        Assert.Contains("The emulator does not serve DeleteFunction", refusal, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<RunningEmulator> StartAsync(CancellationToken cancellationToken)
    {
        await ClientProgram.SkipUnlessRunsAsync(Missing, "aws", ["--version"], cancellationToken);
        return await RunningEmulator.StartAsync(cancellationToken);
    }

    private static async Task<JsonNode> LambdaAsync(RunningEmulator emulator, CancellationToken cancellationToken, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(emulator, cancellationToken, arguments);
        Assert.True(code == 0, error);
        return JsonNode.Parse(output)!;
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(
        RunningEmulator emulator, CancellationToken cancellationToken, params string[] arguments)
    {
        var service = emulator.Service.BaseAddress!;
        return ClientProgram.RunAsync(
            service, "aws", ["--endpoint-url", service.GetLeftPart(UriPartial.Authority), "--output", "json", "lambda", .. arguments], cancellationToken);
    }
}
