using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Edge.Functions.Events;

namespace RvWeb.Edge.Functions.Trials;

/// <summary>Writes what a function returned, and the whole of a trial as AWS's TestFunction does.</summary>
internal static class TrialResult
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions OneLine = Readable with { Indented = false };

    /// <summary>The request or the response; empty after a failure.</summary>
    public static string Output(FunctionOutcome outcome, bool isReadable) => outcome.Failure is not null ? "" : Json(isReadable ? Readable : OneLine, writer =>
    {
        if (outcome.Request is { } request)
            Write(writer, request);
        else
            Write(writer, outcome.Response!);
    });

    /// <summary>AWS's TestResult (https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_TestResult.html), without its summary.</summary>
    public static string Whole(FunctionOutcome outcome) => Json(Readable, writer =>
    {
        writer.WriteString("ComputeUtilization", $"{outcome.Utilization}");
        writer.WriteStartArray("FunctionExecutionLogs");
        foreach (var line in outcome.Log)
            writer.WriteStringValue(line);
        writer.WriteEndArray();
        writer.WriteString("FunctionErrorMessage", outcome.Failure?.Cause ?? "");
        writer.WriteString("FunctionOutput", Output(outcome, isReadable: false));
    });

    private static void Write(Utf8JsonWriter writer, FunctionRequest request)
    {
        writer.WriteStartObject("request");
        writer.WriteString("method", request.Method);
        writer.WriteString("uri", request.Uri);
        Write(writer, "querystring", request.Query);
        Write(writer, "headers", request.Headers);
        Write(writer, "cookies", request.Cookies);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, FunctionResponse response)
    {
        writer.WriteStartObject("response");
        writer.WriteNumber("statusCode", response.Status);
        if (response.Description is { } description)
            writer.WriteString("statusDescription", description);
        Write(writer, "headers", response.Headers);
        Write(writer, "cookies", response.Cookies);
        if (response.Body is { } body)
            Write(writer, body);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, byte[] body)
    {
        var isText = System.Text.Unicode.Utf8.IsValid(body);
        writer.WriteStartObject("body");
        writer.WriteString("encoding", isText ? "text" : "base64");
        writer.WriteString("data", isText ? Encoding.UTF8.GetString(body) : Convert.ToBase64String(body));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<EventField> fields)
    {
        writer.WriteStartObject(name);
        foreach (var field in fields)
        {
            writer.WriteStartObject(field.Name);
            Write(writer, field.Values[0]);
            if (field.Values.Count > 1)
            {
                writer.WriteStartArray("multiValue");
                foreach (var value in field.Values)
                {
                    writer.WriteStartObject();
                    Write(writer, value);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, EventValue value)
    {
        writer.WriteString("value", value.Value);
        if (value.Attributes is { } attributes)
            writer.WriteString("attributes", attributes);
    }

    private static string Json(JsonWriterOptions options, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
