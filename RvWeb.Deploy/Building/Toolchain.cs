using System.Runtime.InteropServices;

namespace RvWeb.Deploy.Building;

/// <summary>What turns a .NET project into a native binary for Lambda's ARM64 machines.</summary>
/// <param name="Tools">What must be installed beside the .NET SDK.</param>
/// <param name="PublishOptions">What `dotnet publish` must be told about them.</param>
internal sealed record Toolchain(IReadOnlyList<Tool> Tools, IReadOnlyList<string> PublishOptions)
{
    internal const string RuntimeIdentifier = "linux-arm64";

    private static readonly Tool Clang = new("clang", "clang");

    /// <summary>On an ARM64 machine clang is enough; elsewhere it needs a linker and C library for the other machine.</summary>
    internal static Toolchain On(Architecture host) => host == Architecture.Arm64
        ? new Toolchain([Clang], [])
        : new Toolchain(
            [
                Clang,
                new("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu"),
                new("aarch64-linux-gnu-objcopy", "gcc-aarch64-linux-gnu"),
                new("/usr/aarch64-linux-gnu/lib/libc.so", "libc6-dev-arm64-cross"),
            ],
            // Not SysRoot as well: Debian's cross packages are no sysroot, and clang finds them by itself.
            ["-p:ObjCopyName=aarch64-linux-gnu-objcopy"]);

    /// <summary>Throws a message naming everything that is missing and the one command that installs it.</summary>
    internal void Require(Func<Tool, bool> isInstalled)
    {
        var missing = Tools.Where(tool => !isInstalled(tool)).ToList();
        if (missing.Count == 0)
            return;

        var names = string.Join(", ", missing.Select(tool => tool.Name));
        var packages = string.Join(' ', Tools.Select(tool => tool.Package).Distinct());
        throw new DeployFailedException(
            $"A Native AOT build for {RuntimeIdentifier} needs {names}, which this machine does not have. "
            + $"On Debian or Ubuntu: apt-get install {packages}");
    }
}
