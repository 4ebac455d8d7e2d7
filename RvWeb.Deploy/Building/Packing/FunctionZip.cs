using System.IO.Compression;

namespace RvWeb.Deploy.Building.Packing;

/// <summary>An archive that is the same, byte for byte, if its files are.</summary>
internal static class FunctionZip
{
    private const int RegularFile = 0x8000;
    private const int Executable = 0x1ed; // 0755
    private const int Readable = 0x1a4; // 0644
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // The first moment the format knows. When a file was built must not matter.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the archive in one step, so that nobody ever sees half of it; its bytes.</summary>
    internal static byte[] Write(IEnumerable<string> files, string root, string zipFile)
    {
        var bytes = Pack(files.Select(file => (Name: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file)));
        var target = Path.GetFullPath(zipFile);
        var part = $"{target}.{Environment.ProcessId}.part";
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            File.WriteAllBytes(part, bytes);
            File.Move(part, target, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }

        return bytes;
    }

    private static byte[] Pack(IEnumerable<(string Name, string File)> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, file) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
                Add(archive, name, file);
        return stream.ToArray();
    }

    private static void Add(ZipArchive archive, string name, string file)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = Epoch;
        // The upper half is Unix's st_mode. All may read and start it: Lambda's user is not the one who built.
        entry.ExternalAttributes = (RegularFile | (IsExecutable(file) ? Executable : Readable)) << 16;
        using var target = entry.Open();
        using var source = File.OpenRead(file);
        source.CopyTo(target);
    }

    private static bool IsExecutable(string file) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & AnyExecute) != 0;
}
