using System.Buffers;
using System.Text.Json;

namespace RvWeb.Lambda.RuntimeApi;

/// <summary>What the invoker sees of a failure: <c>{"errorMessage","errorType","stackTrace"}</c>.</summary>
internal sealed record ErrorReport(string Type, string Message, IReadOnlyList<string> StackTrace)
{
    public const string ContentType = "application/vnd.aws.lambda.error+json";

    /// <summary>For the header: AWS's telemetry keeps only the shapes <c>Runtime.X</c> and <c>Function.X</c>.</summary>
    public string HeaderType { get; init; } = Type.Contains('.', StringComparison.Ordinal) ? Type : "Function." + Type;

    public static ErrorReport From(Exception exception) => new(
        exception is IReportedError reported ? reported.ErrorType : exception.GetType().Name,
        exception.Message,
        Frames(exception));

    public ReadOnlyMemory<byte> ToJson()
    {
        var json = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        writer.WriteString("errorMessage", Message);
        writer.WriteString("errorType", Type);
        writer.WriteStartArray("stackTrace");
        foreach (var frame in StackTrace)
            writer.WriteStringValue(frame);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenMemory;
    }

    private static string[] Frames(Exception exception) => exception.ToString()
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[1..];
}
