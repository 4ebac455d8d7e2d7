using System.IO.Compression;
using System.Security.Cryptography;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;
using RvWeb.Tests.Emulator;

namespace RvWeb.Tests.Deploy.Building;

/// <summary>The steps of a build, with scripts for compilers; <see cref="RealBuildTests"/> has the real ones.</summary>
public sealed class FunctionPackagerTests : IDisposable
{
    private const int Limit = 120_000;

    private readonly ScriptedTools _tools = new();
    private readonly StringWriter _progress = new();

    public void Dispose() => _tools.Dispose();

    [Fact(Timeout = Limit)]
    public async Task The_program_is_named_bootstrap_and_the_symbols_stay_beside_the_archive()
    {
        var package = await BuildAsync(_tools.Build);

        Assert.Equal(["bootstrap"], EntriesOf(package));
        Assert.Equal("symbols", await File.ReadAllTextAsync(_tools.PathOf("out/symbols/App/App.dbg"), Token));
        Assert.Equal("bootstrap", package.Handler);
    }

    [Fact(Timeout = Limit)]
    public async Task The_package_is_described_as_Lambda_describes_it()
    {
        var package = await BuildAsync(_tools.Build);

        var bytes = await File.ReadAllBytesAsync(_tools.Zip, Token);
        Assert.Equal(new FunctionPackage(_tools.Zip, Convert.ToBase64String(SHA256.HashData(bytes)), bytes.Length, LambdaMachine.Arm64, "bootstrap"), package);
    }

    [Fact(Timeout = Limit)]
    public async Task What_else_is_published_is_packaged_too()
    {
        await File.WriteAllTextAsync(Path.Combine(_tools.Published, "appsettings.json"), "{}", Token);

        Assert.Equal(["appsettings.json", "bootstrap"], EntriesOf(await BuildAsync(_tools.Build)));
    }

    [Theory(Timeout = Limit)]
    [InlineData("true", "true", "false", "")]
    [InlineData("", "", "true", " -p:PublishAot=true -p:InvariantGlobalization=true -p:IncludeSourceRevisionInInformationalVersion=false")]
    public async Task What_the_project_does_not_say_itself_is_said_for_it(string publishAot, string invariant, string commitStamp, string options)
    {
        _tools.Facts("Exe", publishAot, invariant, commitStamp);

        await BuildAsync(_tools.Build);

        Assert.Contains($"{options} --output", Assert.Single(_tools.Publishes), StringComparison.Ordinal);
        Assert.Equal(options.Length > 0, _tools.Publishes.Single().Contains("-p:PublishAot=true", StringComparison.Ordinal));
    }

    [Fact(Timeout = Limit)]
    public async Task A_managed_function_is_its_assembly()
    {
        File.Delete(Path.Combine(_tools.Published, "App"));
        foreach (var file in (string[])["App.dll", "App.runtimeconfig.json", "App.pdb"])
            await File.WriteAllTextAsync(Path.Combine(_tools.Published, file), file, Token);
        _tools.Installed = _ => false; // neither clang nor Docker is asked for

        var package = await BuildAsync(_tools.Build with { Packaging = FunctionPackaging.FrameworkDependent });

        Assert.Equal(["App.dll", "App.runtimeconfig.json"], EntriesOf(package));
        Assert.Equal("App", package.Handler);
        Assert.Contains("--no-self-contained -p:PublishAot=false", Assert.Single(_tools.Publishes), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_failed_build_shows_the_compilers_error_first_and_leaves_nothing()
    {
        _tools.Fail("Determining projects\nProgram.cs(1,9): error CS1525: Invalid expression term ';'");

        var error = await FailAsync(_tools.Build);

        Assert.StartsWith("Program.cs(1,9): error CS1525", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_tools.PathOf("out")));
    }

    [Fact(Timeout = Limit)]
    public async Task Warnings_of_a_build_that_succeeds_are_shown()
    {
        _tools.Warn("Program.cs(3,1): warning IL2026: Members cannot be found\n");

        await BuildAsync(_tools.Build);

        Assert.Contains("warning IL2026", _progress.ToString(), StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("libother.so", ElfBinary.X64, "GLIBC_2.2", "libother.so is built for ELF machine 62")]
    [InlineData("App", ElfBinary.Aarch64, "GLIBC_2.38", "bootstrap needs GLIBC 2.38")]
    public async Task What_would_not_start_in_Lambda_is_not_packaged(string file, ushort machine, string version, string problem)
    {
        await File.WriteAllBytesAsync(Path.Combine(_tools.Published, file), ElfSample.Wanting(machine, version), Token);

        Assert.StartsWith(problem, await FailAsync(_tools.Build), StringComparison.Ordinal);
        Assert.False(File.Exists(_tools.Zip));
    }

    [Fact(Timeout = Limit)]
    public async Task A_library_is_no_function()
    {
        _tools.Facts("Library");

        Assert.Contains("has OutputType Library", await FailAsync(_tools.Build), StringComparison.Ordinal);
        Assert.Empty(_tools.Publishes);
    }

    [Fact(Timeout = Limit)]
    public async Task A_project_that_publishes_no_program_is_named()
    {
        File.Delete(Path.Combine(_tools.Published, "App"));

        Assert.StartsWith($"{_tools.Project} publishes no file named bootstrap", await FailAsync(_tools.Build), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Tests_run_first_and_nothing_is_built_when_they_fail()
    {
        var build = _tools.Build with { TestProject = _tools.Project };
        _tools.Fail("");

        var error = await FailAsync(build);
        _tools.Succeed();
        await BuildAsync(build);

        Assert.StartsWith("Failed! 1 test", error, StringComparison.Ordinal);
        Assert.Contains($"the tests of {_tools.Project} fail", error, StringComparison.Ordinal);
        Assert.Equal(["dotnet test", "dotnet test"], _tools.Commands.Where(command => command.StartsWith("dotnet test", StringComparison.Ordinal)));
        Assert.Single(_tools.Publishes);
    }

    [Fact(Timeout = Limit)]
    public async Task A_build_that_is_cancelled_ends_its_processes_and_leaves_nothing_half_written()
    {
        foreach (var file in (string[])["native/App.o", "App.dll", "App.AssemblyInfo.cs"])
            await File.WriteAllTextAsync(_tools.PathOf($"App/obj/Release/{file}", create: true), "", Token);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await _tools.HangAsync(Token);

        var build = new FunctionPackager(_tools.Machine, _progress).BuildAsync(_tools.Build, _tools.Zip, cancel.Token);
        var compiler = await _tools.HangingAsync(Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => build);
        await ProcessStates.GoneAsync(compiler, Token);
        Assert.False(Directory.Exists(_tools.PathOf("out")));
        Assert.Equal(
            ["App.AssemblyInfo.cs"],
            Directory.EnumerateFileSystemEntries(_tools.PathOf("App/obj/Release")).Select(Path.GetFileName));
        Assert.False(Directory.Exists(OutputOf(Assert.Single(_tools.Publishes))));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<string> EntriesOf(FunctionPackage package)
    {
        using var archive = ZipFile.OpenRead(package.ZipFile);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static string OutputOf(string publish) => publish.Split("--output ")[1].Split(' ')[0];

    private Task<FunctionPackage> BuildAsync(FunctionBuild build) =>
        new FunctionPackager(_tools.Machine, _progress).BuildAsync(build, _tools.Zip, Token);

    private async Task<string> FailAsync(FunctionBuild build) =>
        (await Assert.ThrowsAsync<DeployFailedException>(() => BuildAsync(build))).Message;
}
