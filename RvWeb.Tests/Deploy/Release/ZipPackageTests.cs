using System.Security.Cryptography;
using RvWeb.Deploy;
using RvWeb.Deploy.Release.Functions;

namespace RvWeb.Tests.Deploy.Release;

public sealed class ZipPackageTests : IDisposable
{
    private readonly ZipSample _zips = new();

    public void Dispose() => _zips.Dispose();

    [Fact]
    public void Its_hash_is_what_Lambda_will_tell()
    {
        var zip = _zips.New();

        var package = ZipPackage.Read(zip, isNative: true);

        Assert.Equal(Convert.ToBase64String(SHA256.HashData(File.ReadAllBytes(zip))), package.CodeSha256);
    }

    [Fact]
    public void A_script_runs_on_either_machine() => ZipPackage.Read(_zips.With("bootstrap", "#!/bin/sh"u8.ToArray()), isNative: true);

    [Fact]
    public void A_managed_runtime_starts_no_bootstrap() => ZipPackage.Read(_zips.With("App.dll", [1]), isNative: false);

    [Fact]
    public void A_binary_for_x64_is_refused() => Refused(_zips.ForX64(), "is not uploaded: bootstrap is built for ELF machine 62");

    [Fact]
    public void A_zip_without_bootstrap_is_refused() =>
        Refused(_zips.With("bin/bootstrap", [1]), "has no file named bootstrap at its top, which is what the runtime starts. It holds: bin/bootstrap");

    [Fact]
    public void A_bootstrap_that_is_no_binary_is_refused() => Refused(_zips.With("bootstrap", [1]), "is no zip with a native binary: Not a 64-bit");

    [Fact]
    public void What_is_no_zip_is_refused() => Refused(typeof(ZipPackageTests).Assembly.Location, "is no zip with a native binary");

    [Fact]
    public void A_missing_file_is_named() => Refused("/nonexistent/app.zip", "--zip /nonexistent/app.zip cannot be read");

    [Fact]
    public void The_zip_of_a_binary_is_the_same_twice_and_can_be_started()
    {
        var (first, second) = (new MemoryStream(), new MemoryStream());

        NativeZip.Write("#!/bin/sh\n"u8, first);
        NativeZip.Write("#!/bin/sh\n"u8, second);

        Assert.Equal(first.ToArray(), second.ToArray());
        using var archive = new System.IO.Compression.ZipArchive(first);
        Assert.Equal(0x81ed, archive.GetEntry("bootstrap")!.ExternalAttributes >>> 16);
    }

    private static void Refused(string file, string expected)
    {
        var error = Assert.Throws<DeployFailedException>(() => ZipPackage.Read(file, isNative: true));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
