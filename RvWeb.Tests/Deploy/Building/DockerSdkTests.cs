using System.Text.RegularExpressions;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;

namespace RvWeb.Tests.Deploy.Building;

/// <summary>No engine is at hand where this was written: `docker` is a script that records what it is asked.</summary>
public sealed class DockerSdkTests : IDisposable
{
    private const int Limit = 120_000;

    private readonly ScriptedTools _tools = new() { Installed = tool => tool.Name == "docker" };
    private readonly StringWriter _progress = new();

    public void Dispose() => _tools.Dispose();

    [Fact(Timeout = Limit)]
    public async Task Without_the_toolchain_it_builds_in_a_container_and_says_so_in_a_line()
    {
        var package = await BuildAsync(_tools.Build);

        Assert.True(File.Exists(package.ZipFile));
        Assert.Equal(
            "The toolchain for linux-arm64 is not installed here: App is built in Docker by public.ecr.aws/sam/build-dotnet10:latest-arm64.",
            Assert.Single(_progress.ToString().TrimEnd().Split('\n')));
        Assert.Empty(_tools.Publishes);
    }

    [Fact(Timeout = Limit)]
    public async Task The_container_reads_the_sources_and_writes_only_what_it_publishes()
    {
        Directory.CreateDirectory(_tools.PathOf(".git"));

        await BuildAsync(_tools.Build);

        var run = Assert.Single(_tools.Commands, command => command.StartsWith("docker run", StringComparison.Ordinal));
        Assert.Matches(
            $"^docker run --rm --init --platform linux/arm64 --user [0-9]+:[0-9]+ --volume {Regex.Escape(_tools.Root)}:/src:ro --volume [^ ]+:/out --workdir /src "
            + "--env HOME=/tmp --env DOTNET_CLI_HOME=/tmp --entrypoint dotnet [^ ]+ publish /src/App/App.csproj --configuration Release "
            + "--runtime linux-arm64 --artifacts-path /tmp/artifacts --output /out --nologo --verbosity quiet$",
            run);
    }

    [Fact(Timeout = Limit)]
    public async Task Another_image_and_machine_may_be_asked_for()
    {
        await File.WriteAllBytesAsync(Path.Combine(_tools.Published, "App"), ElfSample.Wanting(ElfBinary.X64, "GLIBC_2.34"), TestContext.Current.CancellationToken);

        await BuildAsync(_tools.Build with { Machine = LambdaMachine.X64, DockerImage = "registry.test/sdk:1" });

        var run = Assert.Single(_tools.Commands, command => command.StartsWith("docker run", StringComparison.Ordinal));
        Assert.Contains(" --platform linux/amd64 ", run, StringComparison.Ordinal);
        Assert.Contains(" registry.test/sdk:1 publish ", run, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_an_engine_the_error_names_what_to_install(bool hasClient)
    {
        _tools.Installed = tool => hasClient && tool.Name == "docker";
        _tools.StopDockerEngine();

        var error = await Assert.ThrowsAsync<DeployFailedException>(() => BuildAsync(_tools.Build));

        Assert.Contains("needs clang, ", error.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install clang ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_tools.Commands, command => command.StartsWith("docker run", StringComparison.Ordinal));
    }

    [Fact(Timeout = Limit)]
    public async Task What_the_container_builds_is_checked_too()
    {
        await File.WriteAllBytesAsync(Path.Combine(_tools.Published, "App"), ElfSample.Wanting(ElfBinary.Aarch64, "GLIBC_2.38"), TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<DeployFailedException>(() => BuildAsync(_tools.Build));

        Assert.StartsWith("bootstrap needs GLIBC 2.38", error.Message, StringComparison.Ordinal);
    }

    private Task<FunctionPackage> BuildAsync(FunctionBuild build) =>
        new FunctionPackager(_tools.Machine, _progress).BuildAsync(build, _tools.Zip, TestContext.Current.CancellationToken);
}
