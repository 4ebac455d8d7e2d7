using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.InvokeApi;

/// <summary>What the Lambda service says when it does not invoke. Some of its errors say "Message", others "message": as recorded.</summary>
internal sealed record InvokeError(int Status, string Type, byte[] Body)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly InvokeError EventCannotStream = Create(
        400, "InvalidParameterValueException", "X-Amz-Invocation-Type is 'Event', which has no response to stream: use RequestResponse or DryRun");

    public static readonly InvokeError TooManyRequests = new(
        429, "TooManyRequestsException", """{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}"""u8.ToArray());

    /// <summary>AWS refuses events too when it cannot queue them; the wording is ours.</summary>
    public static readonly InvokeError QueueFull = new(
        429, "TooManyRequestsException", """{"Reason":"CallerRateLimitExceeded","Type":"User","message":"Rate Exceeded: the emulator's queue of events is full."}"""u8.ToArray());

    // Both worded as AWS words them.
    public static readonly InvokeError InvalidClientContext = Create(
        400, "InvalidRequestContentException", "Client context must be a valid Base64-encoded JSON object.");

    public static readonly InvokeError QualifierMismatch = Create(
        400, "InvalidParameterValueException", "The derived qualifier from the function name does not match the specified qualifier.");

    public static InvokeError TooLarge(int limit) => Create(
        413, "RequestTooLargeException", $"Request must be smaller than {limit} bytes for the InvokeFunction operation");

    public static InvokeError ClientContextTooLong(int length, int limit) => Create(
        400, "InvalidRequestContentException", $"Client context is {length} bytes long in base64; {limit} are allowed.");

    public static InvokeError InvalidContent(string problem) => Create(
        400, "InvalidRequestContentException", $"Could not parse request body into json: {problem}");

    public static InvokeError InvalidHeader(string name, string value, string use) => Create(
        400, "InvalidParameterValueException", $"{name} is '{value}': use {use}");

    /// <summary>AWS's sentence, and then the names one could have meant.</summary>
    public static InvokeError FunctionNotFound(string name, FunctionDirectory functions)
    {
        var region = functions.All[0].Options.Region;
        var known = string.Join(", ", functions.All.Select(function => function.Options.Name));
        var arn = FunctionArn.For(region, FunctionArn.NameOf(name));
        return Create(404, "ResourceNotFoundException", $"Function not found: {arn} (functions here: {known})", "Message");
    }

    /// <summary>A version or alias that does not exist is a function that does not exist, for AWS.</summary>
    public static InvokeError QualifierNotFound(FunctionOptions function, string qualifier) => Create(
        404, "ResourceNotFoundException", $"Function not found: {function.Arn}:{qualifier} (versions here: {FunctionArn.Latest})", "Message");

    public static InvokeError InvalidParameter(string name, string value, string instead) => Create(
        400, "InvalidParameterValueException", $"{name} is '{value}': {instead}");

    public static InvokeError NoFunctionUrl(string name) => Create(
        404, "ResourceNotFoundException", $"The resource you requested does not exist. ({name} has no function URL here; start the emulator with --function-url)", "Message");

    /// <summary>The operation is null if the service has none at this path either.</summary>
    public static InvokeError NotServed(string? operation, string method, string path) => operation is null
        ? Create(404, "UnknownOperationException", $"{method} {path} is no operation of the Lambda service; POST /2015-03-31/functions/NAME/invocations invokes a function", "Message")
        : Create(501, "NotImplementedException", $"The emulator does not serve {operation} ({method} {path}): its functions are set when it starts", "Message");

    private static InvokeError Create(int status, string type, string message, string messageKey = "message")
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            writer.WriteString(messageKey, message);
            writer.WriteString("Type"u8, "User");
            writer.WriteEndObject();
        }
        return new InvokeError(status, type, buffer.WrittenSpan.ToArray());
    }
}
