namespace RvWeb.Deploy.Building;

/// <summary>What a binary must fit to run on provided.al2023 for ARM64.</summary>
internal static class LambdaMachine
{
    // Amazon Linux 2023's: docs.aws.amazon.com/linux/al2023/ug/core-glibc.html
    private static readonly Version Glibc = new(2, 34);

    /// <summary>Throws what the function would otherwise fail with at its first cold start.</summary>
    internal static void MustRun(ElfBinary binary)
    {
        if (binary.Machine != ElfBinary.Aarch64)
            throw new DeployFailedException(
                $"bootstrap is built for ELF machine {binary.Machine}, the function runs on AArch64 ({ElfBinary.Aarch64}).");

        if (binary.Glibc > Glibc)
            throw new DeployFailedException(
                $"bootstrap needs GLIBC {binary.Glibc}, provided.al2023 has {Glibc}. "
                + "Build on a system with an older C library, such as Debian 12.");
    }
}
