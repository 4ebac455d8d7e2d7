using RvWeb.Deploy;
using RvWeb.Deploy.Building;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Deploy.CdkCli;

/// <summary>What cdk.json starts, beside a program of two projects that says what it was compiled from.</summary>
[Collection(EndToEndSeries.Name)]
public sealed class AppLauncherTests : IDisposable
{
    private const int Limit = 240_000;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rvweb-tests-");

    public AppLauncherTests()
    {
        Write("RvWeb.Deploy/app.mjs", File.ReadAllText(Path.Combine(Solution.Here().Root, "RvWeb.Deploy", "app.mjs")));
        Write("global.json", File.ReadAllText(Path.Combine(Solution.Here().Root, "global.json")));
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <UseArtifactsOutput>true</UseArtifactsOutput>
              </PropertyGroup>
            </Project>
            """);
        Write("RvWeb.Deploy/RvWeb.Deploy.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Words/Words.csproj" />
              </ItemGroup>
              <Target Name="Count" AfterTargets="Build">
                <WriteLinesToFile File="$(ArtifactsPath)/builds.txt" Lines="built" />
              </Target>
            </Project>
            """);
        Write("RvWeb.Deploy/Program.cs", """System.Console.WriteLine($"{Words.First} {string.Join(',', args)}"); return Exit.Code;""");
        Write("RvWeb.Deploy/Exit.cs", "internal static class Exit { internal const int Code = 0; }");
        Write("Words/Words.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        Write("Words/Words.cs", """public static class Words { public static string First => "one"; }""");
    }

    // Asked for each time: a target of the project leaves a line.
    private int Builds => File.ReadAllLines(Path.Combine(_root.FullName, "artifacts", "builds.txt")).Length;

    public void Dispose() => _root.Delete(recursive: true);

    [Fact(Timeout = Limit)]
    public async Task MSBuild_is_asked_only_after_something_changed()
    {
        SkipWithoutNode();
        Assert.Equal((0, "one a,b"), await StartAsync("a", "b"));
        Assert.Equal((0, "one a"), await StartAsync("a"));
        Assert.Equal(1, Builds);

        Write("Words/Words.cs", """public static class Words { public static string First => "two"; }""");
        Assert.Equal((0, "two "), await StartAsync());
        Assert.Equal(2, Builds);

        Write("RvWeb.Deploy/Exit.cs", "internal static class Exit { internal const int Code = 3; }");
        Assert.Equal((3, "two "), await StartAsync());
        Assert.Equal((3, "two "), await StartAsync());
        Assert.Equal(3, Builds);
    }

    [Fact(Timeout = Limit)]
    public async Task A_file_deleted_from_the_sources_or_from_what_was_built_counts()
    {
        SkipWithoutNode();
        await StartAsync();

        File.Delete(Path.Combine(_root.FullName, "artifacts", "bin", "RvWeb.Deploy", "debug", "Words.dll"));
        Assert.Equal((0, "one "), await StartAsync());
        Assert.Equal(2, Builds);

        File.Delete(Path.Combine(_root.FullName, "RvWeb.Deploy", "Exit.cs"));
        var (exitCode, written) = await StartAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("error CS0103", written, StringComparison.Ordinal);
        Assert.EndsWith("Try it alone: dotnet build RvWeb.Deploy", written, StringComparison.Ordinal);
        // A build that failed is not taken for one that was made.
        Assert.Equal(1, (await StartAsync()).ExitCode);
    }

    [Fact(Timeout = Limit)]
    public async Task A_variable_that_MSBuild_could_read_counts_and_one_of_the_CLI_does_not()
    {
        SkipWithoutNode();
        await StartAsync();

        Assert.Equal((0, "one "), await StartAsync([], ("CDK_OUTDIR", "/elsewhere")));
        Assert.Equal(1, Builds);
        Assert.Equal((0, "one "), await StartAsync([], ("Configuration", "Release")));
        Assert.Equal(2, Builds);
        Assert.True(File.Exists(Path.Combine(_root.FullName, "artifacts", "bin", "RvWeb.Deploy", "release", "RvWeb.Deploy.dll")));
    }

    [Fact]
    public void Is_what_the_CDK_CLI_starts() =>
        Assert.Contains("\"app\": \"node app.mjs\"", File.ReadAllText(Solution.Here().CdkSettings), StringComparison.Ordinal);

    private static void SkipWithoutNode() =>
        Assert.SkipUnless(Tool.IsInstalled(new Tool("node", "nodejs")), "There is no node, which CDK runs on.");

    private Task<(int? ExitCode, string Written)> StartAsync(params string[] arguments) => StartAsync(arguments, []);

    private async Task<(int? ExitCode, string Written)> StartAsync(string[] arguments, params (string Name, string Value)[] variables)
    {
        await using var launcher = new BuiltProgram(
            "node", [Path.Combine(_root.FullName, "RvWeb.Deploy", "app.mjs"), .. arguments], [("UseSharedCompilation", "false"), .. variables]);
        var lines = await launcher.AllLinesAsync(TestContext.Current.CancellationToken);
        return ((await launcher.Exited).ExitCode, string.Join('\n', lines));
    }

    private void Write(string path, string content)
    {
        var file = new FileInfo(Path.Combine(_root.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, content);
    }
}
