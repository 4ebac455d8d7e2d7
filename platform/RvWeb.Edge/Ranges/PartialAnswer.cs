using System.Globalization;
using System.Text;

namespace RvWeb.Edge.Ranges;

/// <summary>Writes a 206: one slice as it is, several as multipart/byteranges (RFC 9110, section 15.3.7).</summary>
internal static class PartialAnswer
{
    /// <param name="response">Has the headers of the whole object already.</param>
    /// <param name="body">It is sliced, never copied.</param>
    /// <param name="slices">At least one.</param>
    /// <param name="boundary">Text that is in no body.</param>
    /// <param name="cancellationToken">The viewer left.</param>
    public static async Task WriteAsync(
        HttpResponse response, RangedBody body, ByteRange[] slices, string boundary, CancellationToken cancellationToken)
    {
        response.StatusCode = StatusCodes.Status206PartialContent;
        if (slices.Length > 1)
        {
            await WriteSeveralAsync(response, body, slices, boundary, cancellationToken);
            return;
        }

        response.Headers.ContentRange = ContentRange(slices[0], body.Total);
        response.ContentLength = slices[0].Length;
        await response.BodyWriter.WriteAsync(body.Of(slices[0]), cancellationToken);
    }

    private static async Task WriteSeveralAsync(
        HttpResponse response, RangedBody body, ByteRange[] slices, string boundary, CancellationToken cancellationToken)
    {
        var type = response.ContentType is { } known ? $"Content-Type: {known}\r\n" : "";
        var heads = Array.ConvertAll(slices, slice =>
            Encoding.Latin1.GetBytes($"\r\n--{boundary}\r\n{type}Content-Range: {ContentRange(slice, body.Total)}\r\n\r\n"));
        var end = Encoding.Latin1.GetBytes($"\r\n--{boundary}--\r\n");
        response.ContentType = $"multipart/byteranges; boundary={boundary}";
        response.ContentLength = slices.Sum(slice => slice.Length) + heads.Sum(head => head.Length) + end.Length;
        for (var part = 0; part < slices.Length; part++)
        {
            await response.BodyWriter.WriteAsync(heads[part], cancellationToken);
            await response.BodyWriter.WriteAsync(body.Of(slices[part]), cancellationToken);
        }

        await response.BodyWriter.WriteAsync(end, cancellationToken);
    }

    private static string ContentRange(ByteRange slice, long length) =>
        string.Create(CultureInfo.InvariantCulture, $"bytes {slice.First}-{slice.Last}/{length}");
}
