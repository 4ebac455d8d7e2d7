namespace RvWeb.Deploy.Building;

/// <summary>What a binary must fit to run in Lambda: one of its two processors, and Amazon Linux 2023.</summary>
/// <param name="Name">What Lambda's API and people call it.</param>
/// <param name="RuntimeIdentifier">What .NET calls it.</param>
/// <param name="ElfMachine">The number in the header of its binaries.</param>
/// <param name="DockerPlatform">What container images call it.</param>
internal sealed record LambdaMachine(string Name, string RuntimeIdentifier, ushort ElfMachine, string DockerPlatform)
{
    internal static readonly LambdaMachine Arm64 = new("arm64", "linux-arm64", ElfBinary.Aarch64, "linux/arm64");

    internal static readonly LambdaMachine X64 = new("x86_64", "linux-x64", ElfBinary.X64, "linux/amd64");

    // Amazon Linux 2023's: docs.aws.amazon.com/linux/al2023/ug/core-glibc.html
    private static readonly Version Glibc = new(2, 34);

    /// <summary>Throws what the function would otherwise fail with at its first cold start.</summary>
    internal void MustRun(string name, ElfBinary binary)
    {
        if (binary.Machine != ElfMachine)
            throw new DeployFailedException(
                $"{name} is built for ELF machine {binary.Machine}, the function runs on {Name} ({ElfMachine}).");

        if (binary.Glibc > Glibc)
            throw new DeployFailedException(
                $"{name} needs GLIBC {binary.Glibc}, provided.al2023 has {Glibc}. "
                + "Build on a system with an older C library, such as Debian 12.");
    }
}
