namespace RvWeb.Tests.EndToEnd;

/// <summary>The AppHost with the function as it ships.</summary>
[Collection(EndToEndSeries.Name)]
public sealed class NativeFunctionTests
{
    [Fact(Timeout = 180_000)]
    public async Task The_function_is_the_native_binary_with_spans_of_its_cold_start()
    {
        await NativeBinary.X64CommandAsync();
        ProcessTree.Required();
        await using var appHost = new RunningAppHost(["--native"]);
        await appHost.InitializeAsync();

        var function = ProcessTree.Descendants(appHost.Id).Single(ProcessTree.HasRuntimeApi);
        var spans = await appHost.SpansAsync(appHost.ColdTraceId, "init");
        var rebuilt = await appHost.CommandAsync("web-function", "rebuild");

        Assert.Equal("bootstrap", ProcessTree.NameOf(function));
        Assert.Contains(spans, span => (string)span["name"]! == "start runtime");
        Assert.Equal("'web-function' is built; its next call is served by the new build.", (string?)rebuilt["message"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_linker_one_line_names_what_to_install_and_the_rest_runs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What to install is told for Linux here.");
        var nothing = Directory.CreateTempSubdirectory("rvweb-path");
        try
        {
            var token = TestContext.Current.CancellationToken;
            await using var appHost = new BuiltProgram(BuiltProgram.PathOf("RvWeb.AppHost"), ["--native"], ("PATH", nothing.FullName));

            var lines = await appHost.LinesUntilAsync("healthy after", token);

            var failed = lines.Index().Single(line => line.Item.StartsWith("LambdaServiceEmulator", StringComparison.Ordinal)).Index;
            Assert.EndsWith("failed to start", lines[failed], StringComparison.Ordinal);
            Assert.EndsWith(
                "| --native needs clang or gcc, and there is none in PATH (on Debian or Ubuntu: apt-get install clang): install it, or leave out --native.",
                lines[failed + 1], StringComparison.Ordinal);
            Assert.StartsWith("1 of 5 healthy", lines[^1], StringComparison.Ordinal);
            Assert.Equal(0, (await appHost.StopAsync(token)).ExitCode);
        }
        finally
        {
            nothing.Delete();
        }
    }
}
