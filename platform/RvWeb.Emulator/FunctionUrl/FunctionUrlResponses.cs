using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Signatures;

namespace RvWeb.Emulator.FunctionUrl;

/// <summary>What a function URL says itself.</summary>
internal static class FunctionUrlResponses
{
    /// <summary>Of a function that failed, or whose answer is no HTTP response (recorded).</summary>
    public static ViewerResponse BadGateway { get; } = ViewerResponse.Text(502, "text/plain", "Internal Server Error"u8);

    /// <summary>Of a streamed answer whose prelude is missing or wrong: 500, as documented for REST APIs and told of function URLs.</summary>
    public static ViewerResponse InternalError { get; } = ViewerResponse.Text(500, "text/plain", "Internal Server Error"u8);

    public static ViewerResponse Preflight { get; } = new();

    // AWS's bodies for these two are not on record; the first is the service's own sentence.
    public static ViewerResponse Throttled { get; } = ViewerResponse.Text(429, "application/json", """{"message":"Rate Exceeded."}"""u8);

    public static ViewerResponse TooLarge { get; } = ViewerResponse.Text(
        413, "application/json", """{"message":"Request must be smaller than 6291456 bytes for the InvokeFunction operation"}"""u8);

    /// <summary>Of a request whose signature is missing or wrong.</summary>
    public static ViewerResponse Refused(SignatureError error) =>
        ViewerResponse.Text(SignatureError.Status, "application/json", error.Body()).WithHeader("x-amzn-ErrorType", error.Type);
}
