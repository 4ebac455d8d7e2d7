using System.IO.Compression;
using System.Text;
using RvWeb.Deploy.Building;
using RvWeb.Tests.Deploy.Building;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>Zips as `push --zip` gets them, in a folder that is removed again.</summary>
internal sealed class ZipSample : IDisposable
{
    internal const ushort X64 = 62;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rvweb-tests-");

    /// <summary>With a bootstrap for ARM64 that no other call has made.</summary>
    internal string New() => With("bootstrap", [.. ElfSample.Wanting(ElfBinary.Aarch64, "GLIBC_2.17"), .. Encoding.ASCII.GetBytes(Guid.NewGuid().ToString())]);

    internal string ForX64() => With("bootstrap", ElfSample.Wanting(X64, "GLIBC_2.17"));

    internal string With(string name, byte[] content)
    {
        var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.zip");
        using var archive = ZipFile.Open(file, ZipArchiveMode.Create);
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(content);
        return file;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
