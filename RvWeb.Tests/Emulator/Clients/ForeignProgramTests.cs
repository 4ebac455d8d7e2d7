namespace RvWeb.Tests.Emulator.Clients;

/// <summary>Programs of other languages on the public Runtime API, without a client library.</summary>
public sealed class ForeignProgramTests : IDisposable
{
    private const int Limit = 120_000;
    private const string Payload = """{"text":"Grüße","list":[1,2.5,null]}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-program-");

    [Theory(Timeout = Limit)]
    [InlineData("python3", "function.py")]
    [InlineData("sh", "bootstrap.sh")]
    public async Task An_interpreted_program_serves(string interpreter, string script) =>
        await ServesAsync(interpreter, PathOf(script));

    [Fact(Timeout = Limit)]
    public async Task A_program_in_C_serves() => await ServesAsync(await CompileAsync(_folder.FullName, TestContext.Current.CancellationToken));

    public void Dispose() => _folder.Delete(recursive: true);

    /// <returns>The program, compiled.</returns>
    internal static async Task<string> CompileAsync(string folder, CancellationToken cancellationToken)
    {
        var program = Path.Combine(folder, "function");
        await ClientProgram.SkipUnlessRunsAsync("There is no clang on the PATH.", "clang", ["--version"], cancellationToken);
        var (code, _, error) = await ClientProgram.RunAsync(new Uri("http://localhost"), "clang", ["-O1", "-Wall", "-Werror", "-o", program, PathOf("function.c")], cancellationToken);
        Assert.True(code == 0, error);
        return program;
    }

    private static async Task ServesAsync(string program, params string[] arguments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var function = RunningEmulator.Function() with { FileName = program, Arguments = arguments };
        await using var emulator = await RunningEmulator.StartAsync(function, cancellationToken);

        foreach (var _ in Enumerable.Range(0, 3))
        {
            using var response = await emulator.InvokeAsync(Payload, cancellationToken);

            Assert.False(response.Headers.Contains("X-Amz-Function-Error"));
            Assert.Equal(Payload, await response.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", file);
}
