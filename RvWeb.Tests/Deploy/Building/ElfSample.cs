using System.Buffers.Binary;
using System.Text;

namespace RvWeb.Tests.Deploy.Building;

/// <summary>The smallest file with what elf(5) says about wanted versions: header, two sections, two libraries.</summary>
internal static class ElfSample
{
    private const int Sections = 64;
    private const int Needed = Sections + (2 * 64);
    private const int Names = 0x200;

    internal static byte[] Wanting(ushort machine, params string[] versions)
    {
        var file = new byte[0x400];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(file);
        U16(file, 18, machine);
        U64(file, 40, Sections);
        U16(file, 60, 2);
        Section(file, Sections, type: 0x6ffffffe, Needed, link: 1);
        Section(file, Sections + 64, type: 3, Names, link: 0);
        Library(file, Needed, next: 16 + 16, "OTHER_99.9");
        Library(file, Needed + 32, next: 0, versions);
        return file;
    }

    private static void Section(byte[] file, int at, uint type, int offset, uint link)
    {
        U32(file, at + 4, type);
        U64(file, at + 24, (ulong)offset);
        U32(file, at + 40, link);
    }

    private static void Library(byte[] file, int at, uint next, params string[] versions)
    {
        U16(file, at + 2, (ushort)versions.Length);
        U32(file, at + 8, 16);
        U32(file, at + 12, next);
        for (var i = 0; i < versions.Length; i++)
        {
            var entry = at + 16 + (i * 16);
            var name = entry;
            Encoding.ASCII.GetBytes(versions[i]).CopyTo(file, Names + name);
            U32(file, entry + 8, (uint)name);
            U32(file, entry + 12, i == versions.Length - 1 ? 0u : 16u);
        }
    }

    private static void U16(byte[] file, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);

    private static void U32(byte[] file, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);

    private static void U64(byte[] file, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(at), value);
}
