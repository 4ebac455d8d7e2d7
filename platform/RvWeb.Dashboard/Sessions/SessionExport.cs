using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using RvWeb.Dashboard.Otlp;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Sessions;

/// <summary>Writes all telemetry as a zip: <c>traces/1.json</c>, <c>logs/1.json</c>, <c>metrics/1.json</c> and so on, each an OTLP export.</summary>
internal static class SessionExport
{
    // Small enough that each file stays far below what the import reads, large values included.
    private const int CharactersPerFile = 2 * 1024 * 1024;

    public static async Task WriteAsync(Stream output, TelemetryData telemetry, string? resource, CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        bool IsWanted(string name) => resource is null || name == resource;
        var spans = telemetry.Traces.Spans().Where(span => IsWanted(span.Resource.Name));
        var logs = telemetry.Logs.Latest(int.MaxValue, entry => IsWanted(entry.Resource.Name)).OrderBy(entry => entry.Number);
        var metrics = telemetry.Metrics.Resources().Where(IsWanted).SelectMany(telemetry.Metrics.All)
            .SelectMany(instrument => instrument.Dimensions.Select(dimension => instrument with { Dimensions = [dimension] }));
        await WriteAsync(zip, "traces", spans, span => span.Weight, (writer, some) => writer.WriteOtlpSpans(some), cancellationToken);
        await WriteAsync(zip, "logs", logs, entry => entry.Weight, (writer, some) => writer.WriteOtlpLogs(some), cancellationToken);
        await WriteAsync(zip, "metrics", metrics, instrument => instrument.Weight, (writer, some) => writer.WriteOtlpMetrics(some), cancellationToken);
    }

    private static async Task WriteAsync<T>(
        ZipArchive zip, string folder, IEnumerable<T> items, Func<T, long> weigh, Action<Utf8JsonWriter, IReadOnlyList<T>> write, CancellationToken cancellationToken)
    {
        foreach (var (index, file) in Files(items, weigh).Index())
        {
            var entry = zip.CreateEntry(string.Create(CultureInfo.InvariantCulture, $"{folder}/{index + 1}.json"), CompressionLevel.Fastest);
            await using var stream = await entry.OpenAsync(cancellationToken);
            await using var writer = new Utf8JsonWriter(stream);
            writer.WriteStartObject();
            write(writer, file);
            writer.WriteEndObject();
        }
    }

    private static IEnumerable<List<T>> Files<T>(IEnumerable<T> items, Func<T, long> weigh)
    {
        var file = new List<T>();
        var weight = 0L;
        foreach (var item in items)
        {
            file.Add(item);
            weight += weigh(item);
            if (weight < CharactersPerFile)
                continue;
            yield return file;
            (file, weight) = ([], 0);
        }

        if (file.Count > 0)
            yield return file;
    }
}
