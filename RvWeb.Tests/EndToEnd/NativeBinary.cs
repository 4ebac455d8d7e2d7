using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RvWeb.Tests.EndToEnd;

/// <summary>Publishes the app as it ships, once per run and architecture; the build is incremental.</summary>
internal static class NativeBinary
{
    private const string Arm64Libraries = "/usr/aarch64-linux-gnu";

    private static readonly Lazy<Task<string>> X64 = new(() => PublishAsync("linux-x64"));
    private static readonly Lazy<Task<string>> Arm64 = new(async () =>
    {
        // Two compilations at once would only fight for the cores, and they share intermediate folders.
        if (X64Missing is null)
            await X64.Value;
        return await PublishAsync("linux-arm64", "-p:ObjCopyName=aarch64-linux-gnu-objcopy");
    });

    private static string? X64Missing => Missing("clang");

    private static string? Arm64Missing => Missing("clang") ?? Missing("aarch64-linux-gnu-gcc") ?? Missing("qemu-aarch64-static");

    /// <summary>The command that starts the x64 binary; skips the test where it cannot be built.</summary>
    public static async Task<string> X64CommandAsync()
    {
        Assert.SkipUnless(X64Missing is null, X64Missing ?? "");
        return await X64.Value;
    }

    /// <summary>The command that starts the ARM64 binary, emulated by qemu.</summary>
    public static async Task<string> Arm64CommandAsync() => Arm64CommandOf(await Arm64FileAsync());

    /// <summary>The command that starts an ARM64 binary, emulated by qemu.</summary>
    public static string Arm64CommandOf(string file) => $"qemu-aarch64-static -L {Arm64Libraries} {file}";

    /// <summary>The ARM64 binary; skips the test where it cannot be built.</summary>
    public static async Task<string> Arm64FileAsync()
    {
        Assert.SkipUnless(Arm64Missing is null, Arm64Missing ?? "");
        return await Arm64.Value;
    }

    private static string? Missing(string tool)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
            return "Native binaries are tested on x64 Linux.";
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(':').Any(folder => File.Exists(Path.Combine(folder, tool))) ? null : $"{tool} is not installed.";
    }

    private static async Task<string> PublishAsync(string runtime, params string[] options)
    {
        var root = RvWeb.Deploy.Solution.Here().Root;
        var start = new ProcessStartInfo("dotnet", ["publish", "RvWeb.Web", "-c", "Release", "-r", runtime, "--nologo", .. options])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
        };
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0 && !output.Contains("warning", StringComparison.OrdinalIgnoreCase), output);
        return Path.Combine(root, "artifacts", "publish", "RvWeb.Web", $"release_{runtime}", "bootstrap");
    }
}
