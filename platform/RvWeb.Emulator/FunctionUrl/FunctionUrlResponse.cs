using System.Text;
using RvWeb.Emulator.Signatures;
using RvWeb.Emulator.Streaming;

namespace RvWeb.Emulator.FunctionUrl;

/// <summary>What goes back to the viewer.</summary>
internal sealed record FunctionUrlResponse
{
    public int Status { get; init; } = 200;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public IReadOnlyList<string> Cookies { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body, if it is still to come; <see cref="Body"/> is empty then.</summary>
    public ResponseStream? Stream { get; init; }

    /// <summary>Of a function that failed, or whose answer is no HTTP response (recorded).</summary>
    public static FunctionUrlResponse BadGateway { get; } = Text(502, "text/plain", "Internal Server Error"u8);

    /// <summary>Of a streamed answer whose prelude is missing or wrong: 500, as documented for REST APIs and told of function URLs.</summary>
    public static FunctionUrlResponse InternalError { get; } = Text(500, "text/plain", "Internal Server Error"u8);

    /// <summary>Not AWS's: there is no program to answer, and the developer who looks at this page is told why.</summary>
    public static FunctionUrlResponse BuildFailed(string problem) => Text(502, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(problem));

    public static FunctionUrlResponse Preflight { get; } = new();

    // AWS's bodies for these two are not on record; the first is the service's own sentence.
    public static FunctionUrlResponse Throttled { get; } = Text(429, "application/json", """{"message":"Rate Exceeded."}"""u8);

    public static FunctionUrlResponse TooLarge { get; } = Text(
        413, "application/json", """{"message":"Request must be smaller than 6291456 bytes for the InvokeFunction operation"}"""u8);

    /// <summary>Of a request whose signature is missing or wrong.</summary>
    public static FunctionUrlResponse Refused(SignatureError error) => new()
    {
        Status = SignatureError.Status,
        Headers = [new("Content-Type", "application/json"), new("x-amzn-ErrorType", error.Type)],
        Body = error.Body(),
    };

    private static FunctionUrlResponse Text(int status, string contentType, ReadOnlySpan<byte> body) => new()
    {
        Status = status,
        Headers = [new("Content-Type", contentType)],
        Body = body.ToArray(),
    };
}
