using System.Runtime.InteropServices;

namespace RvWeb.Deploy.Building;

/// <summary>What turns a .NET project into a native binary for one of Lambda's machines.</summary>
/// <param name="Target">The machine the binary is for.</param>
/// <param name="Tools">What must be installed beside the .NET SDK.</param>
/// <param name="PublishOptions">What `dotnet publish` must be told about them.</param>
internal sealed record Toolchain(LambdaMachine Target, IReadOnlyList<Tool> Tools, IReadOnlyList<string> PublishOptions)
{
    private static readonly Tool Clang = new("clang", "clang");

    /// <summary>
    /// On a machine of the same kind clang is enough; elsewhere it needs a linker and C library for the other one.
    /// Without a target: for ARM64.
    /// </summary>
    internal static Toolchain On(Architecture host, LambdaMachine? target = null) => (host, target ?? LambdaMachine.Arm64) switch
    {
        (Architecture.Arm64, var same) when same == LambdaMachine.Arm64 => new(same, [Clang], []),
        (Architecture.X64, var same) when same == LambdaMachine.X64 => new(same, [Clang], []),
        (_, var other) when other == LambdaMachine.Arm64 => Crossing(other, "aarch64-linux-gnu", "gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross"),
        (_, var other) => Crossing(other, "x86_64-linux-gnu", "gcc-x86-64-linux-gnu", "libc6-dev-amd64-cross"),
    };

    internal bool IsComplete(Func<Tool, bool> isInstalled) => Tools.All(isInstalled);

    /// <summary>Throws a message naming everything that is missing and the one command that installs it.</summary>
    internal void Require(Func<Tool, bool> isInstalled)
    {
        var missing = Tools.Where(tool => !isInstalled(tool)).ToList();
        if (missing.Count == 0)
            return;

        var names = string.Join(", ", missing.Select(tool => tool.Name));
        var packages = string.Join(' ', Tools.Select(tool => tool.Package).Distinct());
        throw new DeployFailedException(
            $"A Native AOT build for {Target.RuntimeIdentifier} needs {names}, which this machine does not have, "
            + "or Docker with a running engine, which it does not have either. "
            + $"On Debian or Ubuntu: apt-get install {packages}");
    }

    // Not SysRoot as well: Debian's cross packages are no sysroot, and clang finds them by itself.
    private static Toolchain Crossing(LambdaMachine target, string triple, string compiler, string library) => new(
        target,
        [
            Clang,
            new($"{triple}-gcc", compiler),
            new($"{triple}-objcopy", compiler),
            new($"/usr/{triple}/lib/libc.so", library),
        ],
        [$"-p:ObjCopyName={triple}-objcopy"]);
}
