using System.Buffers.Binary;
using System.Text;

namespace RvWeb.Deploy.Building;

/// <summary>What the header of a Linux binary says about the machine it runs on (elf(5); 64 bits, little endian).</summary>
/// <param name="Machine">e_machine: 62 is x86-64, 183 is AArch64.</param>
/// <param name="Glibc">The newest version of the C library that one of its symbols asks for; null if it asks for none.</param>
internal sealed record ElfBinary(ushort Machine, Version? Glibc)
{
    internal const ushort X64 = 62;
    internal const ushort Aarch64 = 183;

    private const int SectionSize = 64;
    private const uint NeededVersions = 0x6ffffffe;

    /// <summary>Throws <see cref="InvalidDataException"/> if the bytes are no such binary or end too early.</summary>
    internal static ElfBinary Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < SectionSize || !file.StartsWith("\u007fELF\u0002\u0001"u8))
            throw new InvalidDataException("Not a 64-bit little-endian ELF binary.");

        try
        {
            return new ElfBinary(U16(file, 18), NewestGlibc(file));
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The ELF binary points behind its own end.", e);
        }
    }

    private static Version? NewestGlibc(ReadOnlySpan<byte> file)
    {
        var sections = Offset(file, 40);
        var count = U16(file, 60);
        for (var i = 0; i < count; i++)
        {
            var section = file.Slice(sections + (i * SectionSize), SectionSize);
            if (U32(section, 4) != NeededVersions)
                continue;

            var names = file.Slice(sections + ((int)U32(section, 40) * SectionSize), SectionSize);
            return Newest(file[Offset(section, 24)..], file[Offset(names, 24)..]);
        }

        return null;
    }

    // A list of libraries (Verneed), each with a list of the versions wanted from it (Vernaux).
    private static Version? Newest(ReadOnlySpan<byte> libraries, ReadOnlySpan<byte> names)
    {
        Version? newest = null;
        for (var library = libraries; !library.IsEmpty; library = Next(library, U32(library, 12)))
            for (var wanted = library[(int)U32(library, 8)..]; !wanted.IsEmpty; wanted = Next(wanted, U32(wanted, 12)))
                if (GlibcVersion(names[(int)U32(wanted, 8)..]) is { } version && (newest is null || version > newest))
                    newest = version;
        return newest;
    }

    // Entries are linked by their distance; the last one says 0. A distance is never negative, so both lists end.
    private static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> entry, uint distance) =>
        distance == 0 ? [] : entry[(int)distance..];

    private static Version? GlibcVersion(ReadOnlySpan<byte> text)
    {
        var name = Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]);
        return name.StartsWith("GLIBC_", StringComparison.Ordinal) && Version.TryParse(name[6..], out var version)
            ? version
            : null;
    }

    private static int Offset(ReadOnlySpan<byte> bytes, int at) =>
        checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
