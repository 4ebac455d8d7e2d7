using System.IO.Compression;
using RvWeb.Dashboard.Otlp;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Dashboard.Sessions;

/// <summary>Reads an exported zip again. Everything in it is counted while it is unpacked, whatever its directory says.</summary>
internal sealed class SessionImport(TelemetryIntake intake)
{
    /// <summary>The largest zip, in bytes.</summary>
    public const int MaxZipBytes = 64 * 1024 * 1024;

    private const int MaxFiles = 2_000;
    private const int MaxFileBytes = 128 * 1024 * 1024;
    private const long MaxBytes = 1024L * 1024 * 1024;

    /// <returns>How many files were read.</returns>
    /// <exception cref="FormatException">It is no such zip; the message says why. Files before the bad one are taken.</exception>
    public async Task<int> ReadAsync(Stream zipped, CancellationToken cancellationToken)
    {
        try
        {
            await using var zip = await ZipArchive.CreateAsync(zipped, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            var files = zip.Entries.Where(entry => entry.Name.Length > 0).ToList();
            if (files.Count > MaxFiles)
                throw new FormatException($"The zip has {files.Count} files; {MaxFiles} are allowed.");
            var total = 0L;
            foreach (var file in files)
                total += await TakeAsync(file, MaxBytes - total, cancellationToken);
            return files.Count;
        }
        catch (InvalidDataException error)
        {
            throw new FormatException($"This is no zip that can be read: {error.Message}", error);
        }
    }

    private async Task<long> TakeAsync(ZipArchiveEntry file, long allowed, CancellationToken cancellationToken)
    {
        Action<ReadOnlyMemory<byte>> take = file.FullName.Split('/')[0] switch
        {
            "traces" => json => intake.Take(OtlpJson.Read<ExportTraceServiceRequest>(json.Span)),
            "logs" => json => intake.Take(OtlpJson.Read<ExportLogsServiceRequest>(json.Span)),
            "metrics" => json => intake.Take(OtlpJson.Read<ExportMetricsServiceRequest>(json.Span)),
            _ => throw new FormatException($"The zip has a file '{file.FullName}'; its files must be in traces, logs or metrics."),
        };
        using var json = new MemoryStream();
        await using var stream = await file.OpenAsync(cancellationToken);
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (json.Length + count > Math.Min(allowed, MaxFileBytes))
                throw new FormatException($"'{file.FullName}' is too large unpacked: {MaxFileBytes} bytes a file and {MaxBytes} for all are allowed.");
            json.Write(buffer, 0, count);
        }

        try
        {
            take(json.GetBuffer().AsMemory(0, (int)json.Length));
        }
        catch (FormatException error)
        {
            throw new FormatException($"'{file.FullName}' is not OTLP's JSON: {error.Message}", error);
        }

        return json.Length;
    }
}
