using RvWeb.Deploy;
using RvWeb.Processes;
using RvWeb.Tests.Emulator;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Deploy.Building.Verb;

public sealed class BuildCommandTests : IDisposable
{
    private const int Limit = 120_000;

    private readonly ScriptedTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [Theory(Timeout = Limit)]
    [InlineData("--architecture", "riscv", "--architecture is 'riscv' but must be arm64 or x64.")]
    [InlineData("--packaging", "zip", "--packaging is 'zip' but must be native-aot or framework-dependent.")]
    [InlineData("--outptu", "x", "'--outptu'")]
    public async Task Wrong_input_is_named_in_one_line_and_exits_with_2(string option, string value, string problem)
    {
        var (exitCode, error) = await RunAsync("build", option, value);

        Assert.Equal(2, exitCode);
        Assert.Contains(problem, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("<Solution />", "is a Lambda function. Set AWSProjectType=Lambda")]
    [InlineData("""<Solution><Project Path="None/None.csproj" /></Solution>""", "None.csproj, which does not exist")]
    public async Task A_solution_without_functions_is_an_error(string solution, string problem)
    {
        var file = _tools.PathOf("All.slnx");
        await File.WriteAllTextAsync(file, solution, TestContext.Current.CancellationToken);

        var (exitCode, error) = await RunAsync("build", "--solution", file);

        Assert.Equal(1, exitCode);
        Assert.Contains(problem, error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Ctrl_C_stops_the_compiler_and_leaves_nothing_half_written()
    {
        ProcessTree.Required();
        var token = TestContext.Current.CancellationToken;
        var solution = _tools.PathOf("All.slnx");
        await File.WriteAllTextAsync(solution, """<Solution><Project Path="App/App.csproj" /></Solution>""", token);
        await File.WriteAllTextAsync(
            _tools.Project, "<Project><PropertyGroup><AWSProjectType>Lambda</AWSProjectType></PropertyGroup></Project>", token);
        await _tools.HangAsync(token);

        await using var program = new BuiltProgram(
            BuiltProgram.PathOf("RvWeb.Deploy"),
            ["build", "--solution", solution, "--packaging", "framework-dependent"],
            ("PATH", _tools.Machine.Environment["PATH"]));
        var compiler = await _tools.HangingAsync(token);
        await ProcessTree.SignalAsync("-INT", program.Id, token);

        Assert.Equal(new ExitStatus(130, null), await program.Exited.WaitAsync(token));
        await ProcessStates.GoneAsync(compiler, token);
        Assert.False(Directory.Exists(_tools.PathOf("artifacts")));
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return (exitCode, error.ToString());
    }
}
