using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.InvokeApi;

/// <summary>What the Lambda service says when it does not invoke. Some of its errors say "Message", others "message": as recorded.</summary>
internal sealed record InvokeError(int Status, string Type, byte[] Body)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly InvokeError TooLarge = Create(
        413, "RequestTooLargeException", $"Request must be smaller than {InvocationRequest.MaximumPayloadBytes} bytes for the InvokeFunction operation");

    public static readonly InvokeError EventCannotStream = Create(
        400, "InvalidParameterValueException", "X-Amz-Invocation-Type is 'Event', which has no response to stream: use RequestResponse or DryRun");

    public static readonly InvokeError TooManyRequests = new(
        429, "TooManyRequestsException", """{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}"""u8.ToArray());

    public static InvokeError InvalidContent(string problem) => Create(
        400, "InvalidRequestContentException", $"Could not parse request body into json: {problem}");

    public static InvokeError InvalidInvocationType(string type) => Create(
        400, "InvalidParameterValueException", $"X-Amz-Invocation-Type is '{type}': use RequestResponse, Event or DryRun");

    /// <summary>AWS's sentence, and then the names one could have meant.</summary>
    public static InvokeError FunctionNotFound(string name, FunctionDirectory functions)
    {
        var region = functions.All[0].Options.Region;
        var known = string.Join(", ", functions.All.Select(function => function.Options.Name));
        var arn = FunctionArn.For(region, FunctionArn.NameOf(name));
        return Create(404, "ResourceNotFoundException", $"Function not found: {arn} (functions here: {known})", "Message");
    }

    public static InvokeError UnknownOperation(string method, string path) => Create(
        404, "UnknownOperationException", $"{method} {path} is not served here: POST /2015-03-31/functions/NAME/invocations and /2021-11-15/functions/NAME/response-streaming-invocations are");

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
