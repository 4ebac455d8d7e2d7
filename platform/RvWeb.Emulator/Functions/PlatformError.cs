using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Processes;

namespace RvWeb.Emulator.Functions;

/// <summary>The errors Lambda itself makes, worded as recorded from AWS; each is the result of the invocation it hits.</summary>
internal static class PlatformError
{
    public const string OutOfMemoryType = "Runtime.OutOfMemory";

    // Errors must read as sent: the default encoder would turn quotes and plus signs into \u escapes.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string BuildFailedType = "Emulator.BuildFailed";

    public static InvocationResult Timedout(string requestId, TimeSpan timeout)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"Task timed out after {timeout.TotalSeconds:0.00} seconds");
        return Create("Sandbox.Timedout", $"RequestId: {requestId} Error: {what}") with { LogLine = $"{requestId} {what}" };
    }

    public static InvocationResult Exited(string requestId, ExitStatus status) => Create(
        "Runtime.ExitError", $"RequestId: {requestId} Error: {Reason(status)}");

    public static InvocationResult Stopped(string requestId) => Create(
        "Runtime.ExitError", $"RequestId: {requestId} Error: Runtime exited with error: signal: killed");

    /// <summary>
    /// The kernel kills the runtime, so that its caller sees an exit; the records say why. Source of the latter: REPORT lines of
    /// CloudWatch, where Max Memory Used equals Memory Size.
    /// </summary>
    public static InvocationResult OutOfMemory(string requestId) => Stopped(requestId) with { ErrorType = OutOfMemoryType };

    public static InvocationResult InvalidEntrypoint(string requestId, string reason) => Create(
        "Runtime.InvalidEntrypoint", $"RequestId: {requestId} Error: {reason}");

    /// <summary>An extension gave up, by <c>init/error</c> or <c>exit/error</c>, and called it by a name of its own.</summary>
    public static InvocationResult ExtensionFailed(string requestId, string type, string reported) => Create(
        type, $"RequestId: {requestId} Error: {reported}");

    public static InvocationResult ExtensionExited(string requestId, ExitStatus status) => Create(
        "Extension.Crash", $"RequestId: {requestId} Error: {status}");

    public static InvocationResult ExtensionNotStarted(string requestId, string reason) => Create(
        "Extension.LaunchError", $"RequestId: {requestId} Error: {reason}");

    public static InvocationResult ResponseTooLarge(int limit) => Create(
        "Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({limit} bytes).");

    /// <summary>Of a stream that ended with an error's type and nothing more; who reads errors expects JSON.</summary>
    public static InvocationResult ReportedWithoutBody(string type)
    {
        var result = Create(type, "The function failed while it sent its response.");
        return result with { ErrorType = null };
    }

    /// <summary>The runtime lives and has hung up in the middle of its answer.</summary>
    public static InvocationResult TruncatedResponse(string requestId) => Create(
        "Runtime.TruncatedResponse", $"RequestId: {requestId} Error: Runtime closed the connection before its response was complete");

    /// <summary>No error of Lambda's: the program could not be built, and what it was before is not what the caller wants.</summary>
    public static InvocationResult BuildFailed(string requestId, string problem) =>
        Create(BuildFailedType, $"RequestId: {requestId} Error: {problem}") with { LogLine = problem };

    private static InvocationResult Create(string type, string message)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            writer.WriteString("errorType"u8, type);
            writer.WriteString("errorMessage"u8, message);
            writer.WriteEndObject();
        }
        return InvocationResult.Failure(buffer.WrittenMemory) with { ErrorType = type, LogLine = $"{message}\n{type}" };
    }

    private static string Reason(ExitStatus status) => status switch
    {
        { Signal: { } signal } => $"Runtime exited with error: signal: {SignalName(signal)}",
        { ExitCode: null or 0 } => "Runtime exited without providing a reason",
        { ExitCode: { } code } => $"Runtime exited with error: exit status {code}",
    };

    // Lambda's supervisor is written in Go and prints Go's names.
    private static string SignalName(int signal) => signal switch
    {
        1 => "hangup",
        2 => "interrupt",
        3 => "quit",
        4 => "illegal instruction",
        6 => "aborted",
        7 => "bus error",
        8 => "floating point exception",
        9 => "killed",
        11 => "segmentation fault",
        13 => "broken pipe",
        15 => "terminated",
        _ => signal.ToString(CultureInfo.InvariantCulture),
    };
}
