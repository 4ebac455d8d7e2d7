using System.Net;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;
using RvWeb.Deploy.Options;
using RvWeb.Deploy.Stack;
using RvWeb.Emulator.Commands;
using RvWeb.Tests.Deploy.Stack;

namespace RvWeb.Tests.Emulator.Templates;

public sealed class ServedTemplateTests : IDisposable
{
    private const int Limit = 120_000;

    private static readonly string Command = $"node {Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "function.mjs")}";

    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = Limit)]
    public async Task The_stack_that_is_deployed_is_served_from_cdk_out()
    {
        SynthesizedTemplate.SkipWithoutNode();
        var output = Path.Combine(_folder.Path, "cdk.out");
        new Synthesis(Solution.Here(), Tool.IsInstalled, TextWriter.Null).RunWithoutBuilding(output, new StackOptions());

        var (notes, environment) = await AskAsync(
            output, "/env", "--secret", "OriginSecret1=0123456789abcdef", "--function", "WebFunction", "--command", Command);

        Assert.Empty(notes);
        Assert.Equal(HttpStatusCode.OK, environment.Status);
        Assert.Contains("\"AWS_LAMBDA_FUNCTION_NAME\":\"WebFunction\"", environment.Body, StringComparison.Ordinal);
        Assert.Contains("\"AWS_LAMBDA_FUNCTION_MEMORY_SIZE\":\"128\"", environment.Body, StringComparison.Ordinal);
        Assert.Contains("\"RVWEB_ORIGIN_SECRET\":\"0123456789abcdef\"", environment.Body, StringComparison.Ordinal);
        Assert.Contains("\"_HANDLER\":\"bootstrap\"", environment.Body, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_bootstrap_beside_the_template_runs_without_a_command()
    {
        _folder.Write("stack.yaml", """
            Resources:
              F: {Type: AWS::Lambda::Function, Properties: {Runtime: provided.al2023, Handler: x, Code: ./code}}
              U: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref F, AuthType: NONE}}
              P: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref F, Principal: '*', Action: 'lambda:*'}}
            """);
        var bootstrap = _folder.Write("code/bootstrap", $"#!/bin/sh\nexec {Command}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(bootstrap, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var (_, answer) = await AskAsync(Path.Combine(_folder.Path, "stack.yaml"), "/env");

        Assert.Contains($"\"LAMBDA_TASK_ROOT\":\"{Path.Combine(_folder.Path, "code")}\"", answer.Body, StringComparison.Ordinal);
    }

    // Body recorded from AWS.
    [Fact(Timeout = Limit)]
    public async Task A_url_without_permissions_answers_403_as_AWS_does_and_that_is_said_at_the_start()
    {
        _folder.Write("stack.yaml", """
            Resources:
              F: {Type: AWS::Lambda::Function, Properties: {Runtime: provided.al2023, Handler: x, Code: {ZipFile: x}}}
              U: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref F, AuthType: NONE}}
            """);

        var (notes, answer) = await AskAsync(Path.Combine(_folder.Path, "stack.yaml"), "/", "--command", Command);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal("""{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}""", answer.Body);
        Assert.Contains("answers 403, as AWS does", Assert.Single(notes), StringComparison.Ordinal);
    }

    private static async Task<(List<string> Notes, (HttpStatusCode Status, string Body) Answer)> AskAsync(string template, string path, params string[] more)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var output = new OutputLines();
        await using var error = new StringWriter();
        var running = EmulatorCommand.RunAsync(["--template", template, "--port", "0", .. more], output, error, stop.Token);
        var notes = new List<string>();
        string line;
        while (!(line = await output.NextAsync("", cancellationToken)).StartsWith("Lambda service", StringComparison.Ordinal))
            notes.Add(line);
        var url = (await output.NextAsync("function URL ", cancellationToken)).Split(' ')[2];
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(url + path), cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        await stop.CancelAsync();
        Assert.Equal(0, await running);
        return (notes, (response.StatusCode, body));
    }
}
