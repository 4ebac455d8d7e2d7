using System.IO.Compression;
using System.Security.Cryptography;
using RvWeb.Deploy.Building;

namespace RvWeb.Deploy.Release.Functions;

/// <summary>A zip that Lambda can take, looked at before it is uploaded.</summary>
/// <param name="File">The full path.</param>
/// <param name="CodeSha256">Base64 of its SHA-256, as Lambda tells it.</param>
/// <param name="Size">In bytes.</param>
internal sealed record ZipPackage(string File, string CodeSha256, long Size)
{
    // docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: uploaded directly, without a bucket.
    private const long Limit = 50 * 1024 * 1024;

    /// <param name="file">Given by a person or built.</param>
    /// <param name="isNative">Whether a provided runtime will start the file `bootstrap` in it.</param>
    /// <exception cref="DeployFailedException">Lambda would refuse it, or the function would not start.</exception>
    internal static ZipPackage Read(string file, bool isNative)
    {
        try
        {
            var bytes = System.IO.File.ReadAllBytes(file);
            if (bytes.Length > Limit)
                throw new DeployFailedException($"{file} has {bytes.Length} bytes; Lambda takes at most {Limit} in an upload. Ship it with `cdk deploy`.");
            if (isNative)
                MustStart(file, bytes);
            return new ZipPackage(Path.GetFullPath(file), Convert.ToBase64String(SHA256.HashData(bytes)), bytes.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DeployFailedException($"--zip {file} cannot be read: {e.Message}");
        }
        catch (InvalidDataException e)
        {
            throw new DeployFailedException($"{file} is no zip with a native binary: {e.Message} Build one: dotnet run --project RvWeb.Deploy -- push (without --zip)");
        }
    }

    private static void MustStart(string file, byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        var bootstrap = archive.GetEntry("bootstrap")
            ?? throw new DeployFailedException($"{file} has no file named bootstrap at its top, which is what the runtime starts. It holds: {Names(archive)}");
        using var content = new MemoryStream();
        using (var entry = bootstrap.Open())
            entry.CopyTo(content);
        var head = content.GetBuffer().AsSpan(0, (int)content.Length);
        // A script runs on either machine.
        if (head.StartsWith("#!"u8))
            return;

        try
        {
            LambdaMachine.Arm64.MustRun("bootstrap", ElfBinary.Read(head));
        }
        catch (DeployFailedException wrong)
        {
            throw new DeployFailedException($"{file} is not uploaded: {wrong.Message}");
        }
    }

    private static string Names(ZipArchive archive) =>
        archive.Entries.Count == 0 ? "nothing" : string.Join(", ", archive.Entries.Take(5).Select(entry => entry.FullName));
}
