using System.IO.Compression;
using RvWeb.Bench.Runtime;

namespace RvWeb.Bench.Measuring;

/// <summary>What is uploaded of a program that is one file: the file itself and, as Lambda takes it, zipped.</summary>
internal sealed class SizeMeasurement : IMeasurement
{
    private const double Megabyte = 1_000_000;

    public IReadOnlyList<string> Figures => ["binary, MB", "zip, MB"];

    public async Task<double[]> RunAsync(MeasuredProgram program, CancellationToken cancellationToken)
    {
        var path = program.Command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        if (!File.Exists(path))
            throw new InvalidOperationException($"'{path}' is not a file; name the program by its path.");
        using var zipped = new MemoryStream();
        await using (var archive = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
            await archive.CreateEntryFromFileAsync(path, "bootstrap", CompressionLevel.SmallestSize, cancellationToken);
        return [new FileInfo(path).Length / Megabyte, zipped.Length / Megabyte];
    }
}
