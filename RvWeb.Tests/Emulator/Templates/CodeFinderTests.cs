using System.IO.Compression;
using System.Runtime.InteropServices;

namespace RvWeb.Tests.Emulator.Templates;

public sealed class CodeFinderTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly byte[] X64 = Elf(62);
    private static readonly byte[] Arm64 = Elf(183);
    private static readonly byte[] Native = RuntimeInformation.OSArchitecture == Architecture.X64 ? X64 : Arm64;
    private static readonly byte[] Foreign = RuntimeInformation.OSArchitecture == Architecture.X64 ? Arm64 : X64;

    private readonly TemplateFolder _folder = new();

    public CodeFinderTests()
    {
        _folder.Write("stack.template.json", """
            {"Resources":{"F":{"Type":"AWS::Lambda::Function","Properties":{"Runtime":"provided.al2023","Architectures":["arm64"],"Handler":"bootstrap",
            "Code":{"S3Bucket":{"Fn::Sub":"assets-${AWS::AccountId}"},"S3Key":"1.zip"}}}}}
            """);
        _folder.Write("stack.assets.json", """{"files":{"1":{"source":{"path":"asset.1"},"destinations":{"x":{"objectKey":"1.zip"}}}}}""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bootstrap_for_this_machine_runs_as_is_in_its_folder()
    {
        Bootstrap(Native, Executable);

        var function = Assert.Single(_folder.Read("stack.template.json").Functions);

        Assert.Equal((Path.Combine(_folder.Path, "asset.1", "bootstrap"), Path.Combine(_folder.Path, "asset.1")), (function.FileName, function.WorkingDirectory));
    }

    [Fact]
    public void A_script_runs_on_every_machine()
    {
        Bootstrap("#!/bin/sh\n"u8.ToArray(), Executable);

        Assert.Single(_folder.Read("stack.template.json").Functions);
    }

    [Fact]
    public void A_command_stands_for_it_if_there_is_one()
    {
        Bootstrap(Native, Executable);

        var function = Assert.Single(_folder.Read("stack.template.json", "--function", "F", "--command", "node").Functions);

        Assert.Equal(("node", "/"), (Path.GetFileName(function.FileName), function.WorkingDirectory));
    }

    [Fact]
    public void A_zip_is_unpacked_with_its_modes()
    {
        _folder.Write("stack.assets.json", """{"files":{"1":{"source":{"path":"1.zip"},"destinations":{"x":{"objectKey":"1.zip"}}}}}""");
        Bootstrap(Native, Executable);
        ZipFile.CreateFromDirectory(Path.Combine(_folder.Path, "asset.1"), Path.Combine(_folder.Path, "1.zip"));

        var function = Assert.Single(_folder.Read("stack.template.json").Functions);

        Assert.Equal(Path.Combine(_folder.Scratch, "F", "bootstrap"), function.FileName);
        Assert.Equal(Native, File.ReadAllBytes(function.FileName));
    }

    [Fact]
    public void A_bootstrap_for_another_machine_is_not_started()
    {
        Bootstrap(Foreign, Executable);

        Assert.Matches("its bootstrap is for (X64|Arm64), and this machine is (X64|Arm64); give --function F --command", _folder.ReadError("stack.template.json"));
    }

    [Fact]
    public void What_is_no_program_is_told()
    {
        Assert.Contains("its code is not beside the template", _folder.ReadError("stack.template.json"), StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "asset.1"));
        Assert.Contains("there is no bootstrap in", _folder.ReadError("stack.template.json"), StringComparison.Ordinal);
        Bootstrap("text"u8.ToArray(), Executable);
        Assert.Contains("its bootstrap is neither a Linux binary nor a script", _folder.ReadError("stack.template.json"), StringComparison.Ordinal);
        Bootstrap(Native, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Contains("its bootstrap is not executable", _folder.ReadError("stack.template.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_zip_is_told()
    {
        _folder.Write("stack.assets.json", """{"files":{"1":{"source":{"path":"1.zip"},"destinations":{"x":{"objectKey":"1.zip"}}}}}""");
        _folder.Write("1.zip", "no zip");

        Assert.EndsWith("1.zip is no zip: run cdk synth again.", _folder.ReadError("stack.template.json"), StringComparison.Ordinal);
    }

    private void Bootstrap(byte[] bytes, UnixFileMode mode)
    {
        var file = Path.Combine(_folder.Path, "asset.1", "bootstrap");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, mode);
    }

    private static byte[] Elf(byte machine)
    {
        var bytes = new byte[64];
        "\u007fELF\u0002\u0001"u8.CopyTo(bytes);
        bytes[18] = machine;
        return bytes;
    }
}
