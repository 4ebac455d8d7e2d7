using System.IO.Compression;

namespace RvWeb.Deploy.Release.Functions;

/// <summary>Writes the one-file zip of a native function: the same file makes the same bytes, so the same CodeSha256.</summary>
internal static class NativeZip
{
    // Readable and startable by all: Lambda's user is not the one who built it (stat(2), in the upper half as zip keeps it).
    private const int ExecutableFile = (0x8000 | 0x1ed) << 16;

    // The first moment that zip can tell.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static void Write(ReadOnlySpan<byte> bootstrap, Stream zip)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true);
        var entry = archive.CreateEntry("bootstrap", CompressionLevel.SmallestSize);
        entry.LastWriteTime = Epoch;
        entry.ExternalAttributes = ExecutableFile;
        using var content = entry.Open();
        content.Write(bootstrap);
    }
}
