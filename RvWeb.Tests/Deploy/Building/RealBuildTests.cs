using System.IO.Compression;
using System.Runtime.InteropServices;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Deploy.Building;

/// <summary>Real compilers, real binaries, started.</summary>
[Collection(EndToEndSeries.Name)]
public sealed class RealBuildTests
{
    private const int Limit = 600_000;
    private const string Arm64Libraries = "/usr/aarch64-linux-gnu";

    private static LambdaMachine ThisMachine => RuntimeInformation.OSArchitecture == Architecture.X64 ? LambdaMachine.X64 : LambdaMachine.Arm64;

    [Fact(Timeout = Limit)]
    public async Task Any_console_project_becomes_an_arm64_binary_that_starts_and_is_the_same_when_built_again()
    {
        SkipWithoutArm64();
        using var project = new ThrowAwayProject();

        var first = await project.PackageAsync(project.Build);
        var again = await project.PackageAsync(project.Build);

        Assert.Equal(first, again);
        ZipFile.ExtractToDirectory(first.ZipFile, project.Root + "/function");
        await AssertSaysHelloAsync("qemu-aarch64-static", "-L", Arm64Libraries, project.Root + "/function/bootstrap");
        Assert.True(File.Exists(project.Root + "/out/symbols/Hello/greeter.dbg"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_managed_package_holds_the_assembly_that_the_runtime_starts()
    {
        using var project = new ThrowAwayProject();

        var package = await project.PackageAsync(project.Build with { Packaging = FunctionPackaging.FrameworkDependent, Machine = ThisMachine });

        ZipFile.ExtractToDirectory(package.ZipFile, project.Root + "/function");
        await AssertSaysHelloAsync("dotnet", $"{project.Root}/function/{package.Handler}.dll");
    }

    [Fact(Timeout = Limit)]
    public async Task The_compilers_own_error_comes_first()
    {
        using var project = new ThrowAwayProject("int number = ;");

        var error = await Assert.ThrowsAsync<DeployFailedException>(
            () => project.PackageAsync(project.Build with { Packaging = FunctionPackaging.FrameworkDependent }));

        Assert.Matches(@"^[^\n]*Program\.cs\(1,14\): error CS1525: ", error.Message);
        Assert.False(File.Exists(project.Zip));
    }

    [Fact(Timeout = Limit)]
    public async Task The_app_is_packaged_as_the_binary_that_ships()
    {
        var shipped = await NativeBinary.Arm64FileAsync();
        using var project = new ThrowAwayProject();

        var package = await project.PackageAsync(new FunctionBuild { ProjectFile = Solution.Here().WebProject });

        await using var archive = await ZipFile.OpenReadAsync(package.ZipFile, TestContext.Current.CancellationToken);
        var bootstrap = Assert.Single(archive.Entries);
        Assert.Equal("bootstrap", bootstrap.FullName);
        Assert.Equal(await File.ReadAllBytesAsync(shipped, TestContext.Current.CancellationToken), await BytesAsync(bootstrap));
    }

    private static async Task<byte[]> BytesAsync(ZipArchiveEntry entry)
    {
        await using var stream = await entry.OpenAsync(TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    private static async Task AssertSaysHelloAsync(string program, params string[] arguments)
    {
        var started = new BuildStep(program, arguments, Path.GetTempPath());
        var output = await started.RunAsync(BuildMachine.Here(), TestContext.Current.CancellationToken);
        Assert.Equal("hello", Assert.Single(output).Text);
    }

    private static void SkipWithoutArm64()
    {
        var toolchain = Toolchain.On(RuntimeInformation.OSArchitecture, LambdaMachine.Arm64);
        var qemu = new Tool("qemu-aarch64-static", "qemu-user-static");
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && toolchain.IsComplete(Tool.IsInstalled) && Tool.IsInstalled(qemu),
            "The toolchain for ARM64 or qemu is not installed.");
    }
}
