using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RvWeb.Emulator.Templates;

/// <summary>Sees whether a <c>bootstrap</c> runs on this machine: a script does, a binary if it was built for it (elf(5), e_machine).</summary>
internal static class BootstrapFile
{
    private const int MachineOffset = 18;
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static TemplateCode Check(string file)
    {
        if (!File.Exists(file))
            return TemplateCode.CannotRun($"there is no bootstrap in {Path.GetDirectoryName(file)}");
        Span<byte> start = stackalloc byte[MachineOffset + 2];
        using (var stream = File.OpenRead(file))
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & AnyExecute) == 0)
            return TemplateCode.CannotRun("its bootstrap is not executable, which Lambda refuses too");
        if (start.StartsWith("#!"u8))
            return TemplateCode.Runs(file);
        if (start.Length <= MachineOffset + 1 || !start.StartsWith("\u007fELF"u8))
            return TemplateCode.CannotRun("its bootstrap is neither a Linux binary nor a script");
        var machine = Machine(BinaryPrimitives.ReadUInt16LittleEndian(start[MachineOffset..]));
        return machine == RuntimeInformation.OSArchitecture
            ? TemplateCode.Runs(file)
            : TemplateCode.CannotRun($"its bootstrap is for {machine?.ToString() ?? "another machine"}, and this machine is {RuntimeInformation.OSArchitecture}");
    }

    private static Architecture? Machine(ushort code) => code switch
    {
        62 => Architecture.X64,
        183 => Architecture.Arm64,
        _ => null,
    };
}
