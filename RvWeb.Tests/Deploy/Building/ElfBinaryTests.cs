using System.Runtime.InteropServices;
using CsCheck;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;

namespace RvWeb.Tests.Deploy.Building;

public sealed class ElfBinaryTests
{
    [Fact]
    public void The_newest_C_library_counts_whatever_the_order()
    {
        var binary = ElfBinary.Read(ElfSample.Wanting(ElfBinary.Aarch64, "GLIBC_2.17", "GLIBC_2.34", "GLIBC_2.9"));

        Assert.Equal(new ElfBinary(ElfBinary.Aarch64, new Version(2, 34)), binary);
    }

    [Fact]
    public void A_binary_that_wants_no_C_library_has_none() =>
        Assert.Null(ElfBinary.Read(ElfSample.Wanting(ElfBinary.X64, "GLIBC_PRIVATE")).Glibc);

    [Fact]
    public void A_real_binary_is_read()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64,
            "Reads the binary that runs this test and expects Linux on x64.");

        var binary = ElfBinary.Read(File.ReadAllBytes(Environment.ProcessPath!));

        Assert.Equal(ElfBinary.X64, binary.Machine);
        Assert.InRange(binary.Glibc!, new Version(2, 2), new Version(3, 0));
    }

    [Fact]
    public void Anything_else_is_refused() =>
        Assert.Throws<InvalidDataException>(() => ElfBinary.Read("#!/bin/sh\n"u8));

    // Broken files must end in the one exception that callers know, and must end.
    [Fact]
    public void A_damaged_binary_is_read_or_refused() =>
        Gen.Select(Gen.Int[0, 0x3ff], Gen.Byte, Gen.Int[0, 0x400]).Sample((at, value, length) =>
        {
            var file = ElfSample.Wanting(ElfBinary.Aarch64, "GLIBC_2.17", "GLIBC_2.34");
            file[at] = value;
            try
            {
                ElfBinary.Read(file.AsSpan(0, length));
            }
            catch (InvalidDataException)
            {
                // Refused, as it may be.
            }
        });

    [Theory]
    [InlineData("GLIBC_2.34")]
    [InlineData("GLIBC_2.17")]
    public void What_al2023_has_may_be_used(string version) =>
        LambdaMachine.Arm64.MustRun("bootstrap", ElfBinary.Read(ElfSample.Wanting(ElfBinary.Aarch64, version)));

    [Fact]
    public void A_newer_C_library_than_al2023_has_is_refused()
    {
        var binary = new ElfBinary(ElfBinary.Aarch64, new Version(2, 38));

        var error = Assert.Throws<DeployFailedException>(() => LambdaMachine.Arm64.MustRun("bootstrap", binary));

        Assert.Contains("bootstrap needs GLIBC 2.38, provided.al2023 has 2.34", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arm64", ElfBinary.X64, "ELF machine 62, the function runs on arm64 (183)")]
    [InlineData("x86_64", ElfBinary.Aarch64, "ELF machine 183, the function runs on x86_64 (62)")]
    public void Another_machines_binary_is_refused(string machine, ushort built, string reason)
    {
        var target = machine == LambdaMachine.Arm64.Name ? LambdaMachine.Arm64 : LambdaMachine.X64;

        var error = Assert.Throws<DeployFailedException>(() => target.MustRun("libother.so", new ElfBinary(built, null)));

        Assert.StartsWith("libother.so is built for ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
