using System.CommandLine;
using System.Text.Json;
using RvWeb.Deploy.Building;
using RvWeb.Deploy.Building.Verb;

namespace RvWeb.Tests.Deploy.Building.Verb;

public sealed class BuildRunTests : IDisposable
{
    private const int Limit = 120_000;
    private const string CompilerError = "Program.cs(1,9): error CS1525: Invalid expression term ';'";

    private readonly ScriptedTools _tools = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _tools.Dispose();

    [Fact(Timeout = Limit)]
    public async Task It_counts_tells_the_size_and_ends_with_a_table()
    {
        var exitCode = await RunAsync(asJson: false, _tools.Build, Other());

        var lines = _output.ToString().Split('\n');
        Assert.Equal(0, exitCode);
        Assert.Equal("[1 of 2] Building App for arm64, Native AOT ...", lines[0]);
        Assert.Matches(@"^\[1 of 2\] Built App: 0\.0 MB zipped in [0-9]+ s$", lines[1]);
        Assert.StartsWith("[2 of 2] Building Other", lines[2], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains(_tools.PathOf("out/Other.zip"), StringComparison.Ordinal));
        Assert.Matches("^2 of 2 functions built in [0-9]+ s$", lines[^2]);
        Assert.Empty(_error.ToString());
    }

    [Fact(Timeout = Limit)]
    public async Task It_goes_on_after_a_failure_and_fails_all_the_same()
    {
        var exitCode = await RunAsync(asJson: false, _tools.Build with { Machine = LambdaMachine.X64 }, Other());

        Assert.Equal(1, exitCode);
        Assert.StartsWith("bootstrap is built for ELF machine 183", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 of 2 functions built", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(["Other.zip", "Other.zip.sources"], Directory.GetFiles(_tools.PathOf("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = Limit)]
    public async Task A_compilers_error_is_printed_as_it_is()
    {
        _tools.Fail(CompilerError);

        Assert.Equal(1, await RunAsync(asJson: false, _tools.Build));

        Assert.Equal(CompilerError, _error.ToString().Split('\n')[0]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_machine_gets_nothing_but_json_on_standard_output()
    {
        var exitCode = await RunAsync(asJson: true, _tools.Build, Other() with { Machine = LambdaMachine.X64 });

        using var json = JsonDocument.Parse(_output.ToString());
        var functions = json.RootElement.GetProperty("functions");
        Assert.Equal(1, exitCode);
        Assert.Equal(1, json.RootElement.GetProperty("failed").GetInt32());
        Assert.Equal(_tools.Zip, functions[0].GetProperty("zip").GetString());
        Assert.Equal(new FileInfo(_tools.Zip).Length, functions[0].GetProperty("size").GetInt64());
        Assert.Equal(44, functions[0].GetProperty("codeSha256").GetString()!.Length);
        Assert.Equal("arm64", functions[0].GetProperty("architecture").GetString());
        Assert.StartsWith("bootstrap is built for", functions[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("[2 of 2] Building Other", _error.ToString(), StringComparison.Ordinal);
    }

    private FunctionBuild Other()
    {
        var project = _tools.PathOf("Other/Other.csproj", create: true);
        File.WriteAllText(project, "<Project />");
        return new FunctionBuild { ProjectFile = project };
    }

    private Task<int> RunAsync(bool asJson, params FunctionBuild[] builds)
    {
        var console = new InvocationConfiguration { Output = _output, Error = _error };
        return new BuildRun(_tools.Machine, console, asJson).RunAsync(builds, _tools.PathOf("out"), TestContext.Current.CancellationToken);
    }
}
