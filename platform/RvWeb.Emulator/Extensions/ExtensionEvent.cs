using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Extensions;

/// <summary>The two events, as <c>event/next</c> returns them. Source: docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html.</summary>
internal static class ExtensionEvent
{
    public const string InvokeType = "INVOKE";
    public const string ShutdownType = "SHUTDOWN";

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Invoke(Invocation invocation, DateTimeOffset deadline, string functionArn) => Write(InvokeType, deadline, json =>
    {
        json.WriteString("requestId"u8, invocation.Id);
        json.WriteString("invokedFunctionArn"u8, functionArn);
        json.WriteStartObject("tracing"u8);
        json.WriteString("type"u8, "X-Amzn-Trace-Id"u8);
        json.WriteString("value"u8, invocation.TraceHeaderValue);
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Shutdown(string reason, DateTimeOffset deadline) => Write(
        ShutdownType, deadline, json => json.WriteString("shutdownReason"u8, reason));

    private static ReadOnlyMemory<byte> Write(string type, DateTimeOffset deadline, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("eventType"u8, type);
            json.WriteNumber("deadlineMs"u8, deadline.ToUnixTimeMilliseconds());
            rest(json);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
