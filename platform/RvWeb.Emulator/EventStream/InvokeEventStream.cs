using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.Streaming;

namespace RvWeb.Emulator.EventStream;

/// <summary>
/// What InvokeWithResponseStream answers: the payload in chunks as they come, and last how it ended.
/// Source: docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html.
/// </summary>
internal static class InvokeEventStream
{
    private const string ContentType = "application/vnd.amazon.eventstream";

    // An answer that was not streamed is cut into pieces as a streamed one is by the way it comes.
    private const int LongestChunk = 256 * 1024;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="context">The caller's.</param>
    /// <param name="result">A stream, a payload or an error, but not that nothing ran.</param>
    /// <param name="tail">The log's last lines, for <c>InvokeComplete</c>; null if the caller wants none.</param>
    public static async Task SendAsync(HttpContext context, InvocationResult result, LogTail? tail)
    {
        context.Response.ContentType = ContentType;
        try
        {
            var outcome = result.Stream is { } stream
                ? await SendChunksAsync(context, stream, context.RequestAborted)
                : await SendPayloadAsync(context, result, context.RequestAborted);
            WriteComplete(context.Response.BodyWriter, outcome, tail is null ? null : await tail.ReadAsync(context.RequestAborted));
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // the caller has left; the function goes on
        }
        finally
        {
            result.Stream?.Drop();
        }
    }

    private static async Task<InvocationResult> SendChunksAsync(HttpContext context, ResponseStream stream, CancellationToken cancellationToken)
    {
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
        while (true)
        {
            var read = await stream.Body.ReadAsync(cancellationToken);
            WriteChunk(context.Response.BodyWriter, read.Buffer);
            stream.Body.AdvanceTo(read.Buffer.End);
            await context.Response.BodyWriter.FlushAsync(cancellationToken);
            if (read.IsCompleted)
                return await stream.Completion.WaitAsync(cancellationToken);
        }
    }

    private static async Task<InvocationResult> SendPayloadAsync(HttpContext context, InvocationResult result, CancellationToken cancellationToken)
    {
        if (result.Outcome != InvocationOutcome.Succeeded)
            return result;
        for (var rest = result.Payload; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, LongestChunk)..])
        {
            WriteChunk(context.Response.BodyWriter, new ReadOnlySequence<byte>(rest[..Math.Min(rest.Length, LongestChunk)]));
            await context.Response.BodyWriter.FlushAsync(cancellationToken);
        }
        return result;
    }

    private static void WriteChunk(IBufferWriter<byte> output, ReadOnlySequence<byte> payload)
    {
        if (!payload.IsEmpty)
            EventStreamMessage.WriteEvent(output, "PayloadChunk", "application/octet-stream", payload);
    }

    private static void WriteComplete(IBufferWriter<byte> output, InvocationResult outcome, byte[]? logResult)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            if (outcome.Outcome == InvocationOutcome.Failed)
            {
                writer.WriteString("ErrorCode"u8, outcome.FunctionErrorType ?? outcome.ErrorType ?? "Unhandled");
                writer.WriteString("ErrorDetails"u8, outcome.Payload.Span);
            }
            if (logResult is not null)
                writer.WriteBase64String("LogResult"u8, logResult);
            writer.WriteEndObject();
        }
        EventStreamMessage.WriteEvent(output, "InvokeComplete", "application/json", new ReadOnlySequence<byte>(buffer.WrittenMemory));
    }
}
