using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.EventInvocations;

/// <summary>
/// The document a destination gets. Source: docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html. An
/// event that never ran has no response in it; AWS does not say what it sends then.
/// </summary>
internal static class InvocationRecord
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(QueuedEvent item, EventCondition condition, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            writer.WriteString("version"u8, "1.0");
            writer.WriteString("timestamp"u8, now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            WriteRequestContext(writer, item, condition);
            WritePayload(writer, "requestPayload", item.Request.Payload);
            if (item.Last is { } last)
                WriteResponse(writer, last);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRequestContext(Utf8JsonWriter writer, QueuedEvent item, EventCondition condition)
    {
        writer.WriteStartObject("requestContext"u8);
        writer.WriteString("requestId"u8, item.Request.RequestId);
        writer.WriteString("functionArn"u8, $"{item.Function.Options.Arn}:{FunctionArn.Latest}");
        writer.WriteString("condition"u8, condition.ToString());
        writer.WriteNumber("approximateInvokeCount"u8, item.Attempts);
        writer.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter writer, InvocationResult result)
    {
        writer.WriteStartObject("responseContext"u8);
        writer.WriteNumber("statusCode"u8, 200);
        writer.WriteString("executedVersion"u8, FunctionArn.Latest);
        if (result.Outcome == InvocationOutcome.Failed)
            writer.WriteString("functionError"u8, "Unhandled");
        writer.WriteEndObject();
        WritePayload(writer, "responsePayload", result.Payload);
    }

    // A runtime may answer anything; what is no JSON is told as text.
    private static void WritePayload(Utf8JsonWriter writer, string name, ReadOnlyMemory<byte> payload)
    {
        writer.WritePropertyName(name);
        if (JsonPayload.Problem(payload.Span) is null && !payload.IsEmpty)
            writer.WriteRawValue(payload.Span, skipInputValidation: true);
        else
            writer.WriteStringValue(payload.Span);
    }
}
