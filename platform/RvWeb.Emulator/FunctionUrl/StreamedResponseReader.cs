using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.HttpEvents;
using RvWeb.Emulator.Streaming;

namespace RvWeb.Emulator.FunctionUrl;

/// <summary>Turns the beginning of a streamed answer into an HTTP response whose body is still to come.</summary>
internal static class StreamedResponseReader
{
    // AWS names no limit for function URLs (REST APIs: 16 KB). Most HTTP clients take this much as headers.
    internal const int LongestPrelude = 64 * 1024;

    private const string ContentType = "application/octet-stream";

    /// <summary>Waits for the prelude, if there is to be one; without it the response is a 200 whose body is what was streamed (recorded).</summary>
    /// <param name="stream">The answer.</param>
    /// <param name="explain">Told what is wrong with a prelude; the viewer is not.</param>
    /// <param name="cancellationToken">The viewer's.</param>
    public static async Task<ViewerResponse> ReadAsync(ResponseStream stream, Action<string> explain, CancellationToken cancellationToken)
    {
        if (!StreamPrelude.IsAnnounced(stream))
            return Raw(stream.ContentType) with { Stream = stream };
        ViewerResponse? response = null;
        try
        {
            var prelude = await StreamPrelude.ReadAsync(stream.Body, LongestPrelude, cancellationToken);
            response = prelude is null ? null : Format2ResponseReader.ReadPrelude(prelude, ContentType);
            if (response is null)
                explain(Problem(prelude));
            return response is null ? FunctionUrlResponses.InternalError : response with { Stream = stream };
        }
        finally
        {
            if (response is null)
                stream.Drop();
        }
    }

    /// <summary>Of a function that answered in one piece: a streaming front does not look into it (recorded).</summary>
    public static ViewerResponse Read(ReadOnlyMemory<byte> payload) => Raw(ContentType) with { Body = payload };

    private static ViewerResponse Raw(string contentType) => new() { Headers = [new("Content-Type", contentType)] };

    private static string Problem(byte[]? prelude) => prelude is null
        ? $"the streamed response has no prelude: eight NULs must follow its JSON within {LongestPrelude} bytes. Answered 500."
        : "the streamed response's prelude is not an object with statusCode (200 to 999), headers and cookies. Answered 500.";
}
