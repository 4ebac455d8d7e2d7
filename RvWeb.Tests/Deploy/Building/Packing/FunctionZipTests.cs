using System.IO.Compression;
using RvWeb.Deploy.Building.Packing;

namespace RvWeb.Tests.Deploy.Building.Packing;

public sealed class FunctionZipTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rvweb-tests-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void The_same_files_make_the_same_bytes_whenever_and_in_whatever_order_they_were_made()
    {
        var first = Files("first", "bootstrap", "data/b.json", "data/a.json");
        var second = Files("second", "data/a.json", "data/b.json", "bootstrap");
        File.SetLastWriteTimeUtc(second[2], new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        Assert.Equal(Zip("first", first), Zip("second", second));
    }

    [Fact]
    public void Another_content_makes_other_bytes()
    {
        var files = Files("first", "bootstrap");
        var before = Zip("first", files);

        File.AppendAllText(files[0], "more");

        Assert.NotEqual(before, Zip("first", files));
    }

    [Fact]
    public void A_program_may_be_started_and_a_file_read_by_everybody()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        var files = Files("first", "bootstrap", "data/a.json");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(files[0], UnixFileMode.UserRead | UnixFileMode.UserExecute);
            File.SetUnixFileMode(files[1], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Zip("first", files);

        using var archive = ZipFile.OpenRead(PathOf("first.zip"));
        Assert.Equal(
            [("bootstrap", "100755"), ("data/a.json", "100644")],
            archive.Entries.Select(entry => (entry.FullName, Convert.ToString(entry.ExternalAttributes >>> 16, 8))));
    }

    [Fact]
    public void A_file_that_cannot_be_read_leaves_the_old_archive_and_nothing_else()
    {
        var old = Zip("first", Files("first", "bootstrap"));

        Assert.ThrowsAny<IOException>(() => Zip("first", [PathOf("first/missing")]));

        Assert.Equal(old, File.ReadAllBytes(PathOf("first.zip")));
        Assert.Equal("first.zip", Path.GetFileName(Assert.Single(Directory.GetFiles(_root.FullName))));
    }

    private byte[] Zip(string folder, IEnumerable<string> files)
    {
        var bytes = FunctionZip.Write(files, PathOf(folder), PathOf(folder + ".zip"));
        Assert.Equal(bytes, File.ReadAllBytes(PathOf(folder + ".zip")));
        return bytes;
    }

    private string[] Files(string folder, params string[] names) =>
    [
        .. names.Select(name =>
        {
            var file = PathOf($"{folder}/{name}");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, $"content of {name}");
            return file;
        }),
    ];

    private string PathOf(string name) => Path.Combine(_root.FullName, name);
}
