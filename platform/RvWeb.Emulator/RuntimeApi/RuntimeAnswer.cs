namespace RvWeb.Emulator.RuntimeApi;

/// <summary>What the Runtime API says to the runtime: status and body, as AWS's own implementation (RIE) words them.</summary>
internal sealed record RuntimeAnswer(int Status, byte[] Body)
{
    public const int MaximumResponseBytes = (6 * 1024 * 1024) + 100;

    public static readonly RuntimeAnswer Accepted = new(202, """{"status":"OK"}"""u8.ToArray());

    public static readonly RuntimeAnswer InvalidRequestId = Error(400, "InvalidRequestID", "Invalid request ID");

    public static readonly RuntimeAnswer InvalidStateTransition = Error(403, "InvalidStateTransition", "State transition is not allowed");

    public static readonly RuntimeAnswer InvalidResponseMode = Error(
        400, "InvalidFunctionResponseMode", "Lambda-Runtime-Function-Response-Mode must be 'streaming' or absent");

    public static readonly RuntimeAnswer TooLarge = TooLargeFor(MaximumResponseBytes);

    public static readonly RuntimeAnswer Truncated = Error(400, "TruncatedHTTPRequest", "HTTP request detected as truncated");

    public static readonly RuntimeAnswer NotFound = Error(404, "NotFound", "No such Runtime API path; see docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html");

    public static RuntimeAnswer TooLargeFor(int limit) => Error(
        413, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({limit} bytes).");

    // The messages are constants of ours without anything to escape.
    private static RuntimeAnswer Error(int status, string type, string message) => new(
        status, System.Text.Encoding.UTF8.GetBytes($$"""{"errorMessage":"{{message}}","errorType":"{{type}}"}"""));
}
