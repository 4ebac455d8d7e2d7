using System.Globalization;
using System.Text.Json.Nodes;
using RvWeb.Deploy.Release;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>moto on a free port, taught what it lacks by aws.py; reached by the real AWS CLI.</summary>
public sealed class FakeAws : IAsyncLifetime
{
    private const string Announced = "listening on ";

    private readonly DirectoryInfo _templates = Directory.CreateTempSubdirectory("rvweb-tests-");
    private BuiltProgram? _server;
    private string? _missing;

    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The committed template: the stack that is really shipped.</summary>
    public static string Template => RvWeb.Deploy.Solution.Here().CommittedTemplate;

    /// <summary>The same for an environment: only its exports have other names, which are unique in an account.</summary>
    /// <param name="environment">Its name.</param>
    /// <param name="functionUrl">What the stack shall call its function's URL, in place of one that nobody can reach.</param>
    public string TemplateOf(string environment, string? functionUrl = null)
    {
        var file = Path.Combine(_templates.FullName, $"{environment}.json");
        var template = JsonNode.Parse(File.ReadAllText(Template).Replace("\"RvWeb-", $"\"RvWeb-{environment}-", StringComparison.Ordinal))!;
        if (functionUrl is not null)
            template["Outputs"]!["lambdaFunctionUrl"]!["Value"] = functionUrl;
        File.WriteAllText(file, template.ToJsonString());
        return file;
    }

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        _missing = await ProblemAsync("aws", ["--version"], "The AWS CLI is not installed.", cancellationToken)
            ?? await ProblemAsync("python3", ["-c", "import moto.server"], "python3 has no moto[server].", cancellationToken);
        if (_missing is not null)
            return;

        _server = new BuiltProgram(
            "python3", [Path.Combine(AppContext.BaseDirectory, "Deploy", "Release", "aws.py")], ("PYTHONUTF8", "1"));
        var line = (await _server.LinesUntilAsync(Announced, cancellationToken))[^1];
        Endpoint = new Uri($"http://127.0.0.1:{int.Parse(line[Announced.Length..], CultureInfo.InvariantCulture)}");
    }

    public void SkipUnlessThere() => Assert.SkipUnless(_missing is null, _missing ?? "");

    /// <summary>What a verb finds around it on a machine that is set up for this AWS.</summary>
    internal Surroundings Surroundings(params (string Name, string Value)[] more)
    {
        SkipUnlessThere();
        return Machine.With(
        [
            ("AWS_ENDPOINT_URL", Endpoint.ToString().TrimEnd('/')), ("AWS_DEFAULT_REGION", "us-east-1"),
            ("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "not-a-secret"),
            .. more,
        ]);
    }

    internal MotoApi Api()
    {
        SkipUnlessThere();
        return new MotoApi(Endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        _templates.Delete(recursive: true);
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private static async Task<string?> ProblemAsync(string program, string[] arguments, string problem, CancellationToken cancellationToken)
    {
        try
        {
            await using var probe = new BuiltProgram(program, arguments);
            return (await probe.Exited.WaitAsync(cancellationToken)).ExitCode == 0 ? null : problem;
        }
        catch (RvWeb.Processes.ChildProcessException)
        {
            return problem;
        }
    }
}
