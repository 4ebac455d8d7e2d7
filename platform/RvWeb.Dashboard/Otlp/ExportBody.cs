using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Dashboard.Otlp;

/// <summary>Reads an export's body into memory, decompressed, up to <see cref="TelemetryIntake.MaxBytes"/>.</summary>
internal static class ExportBody
{
    /// <exception cref="BadHttpRequestException">Too long (413), an unknown encoding (415), or not the gzip it says it is (400).</exception>
    public static async Task<MemoryStream> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is "" or "identity")
            return await CopyAsync(request.Body, cancellationToken);
        if (encoding != "gzip")
            throw new BadHttpRequestException($"Content-Encoding '{encoding}' is not supported; send gzip or none.", StatusCodes.Status415UnsupportedMediaType);

        await using var unzipped = new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            return await CopyAsync(unzipped, cancellationToken);
        }
        catch (InvalidDataException error)
        {
            throw new BadHttpRequestException("The body is not valid gzip.", StatusCodes.Status400BadRequest, error);
        }
    }

    // Counted here, after decompression: a small gzip can hold a large body.
    private static async Task<MemoryStream> CopyAsync(Stream body, CancellationToken cancellationToken)
    {
        var copy = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (copy.Length + count > TelemetryIntake.MaxBytes)
                throw new BadHttpRequestException($"The body is longer than {TelemetryIntake.MaxBytes} bytes; send smaller batches.", StatusCodes.Status413PayloadTooLarge);
            copy.Write(buffer, 0, count);
        }

        copy.Position = 0;
        return copy;
    }
}
