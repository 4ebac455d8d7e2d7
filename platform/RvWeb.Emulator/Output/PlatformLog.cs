using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Emulator.Output.Events;
using RvWeb.Emulator.TelemetryApi;

namespace RvWeb.Emulator.Output;

/// <summary>The log stream of one environment: its processes' lines as they are, the platform's in the function's log format.</summary>
internal sealed class PlatformLog(string function, LogOptions options, FunctionLog log, TelemetryFeed telemetry, TimeProvider time)
{
    // Records must read as AWS writes them: the default encoder would turn plus signs and quotes into \u escapes.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private LogTail? _tail;

    /// <summary>Gives a copy of what follows to whoever asked for the log of the invocation that begins; null for nobody.</summary>
    public void Follow(LogTail? tail) => Volatile.Write(ref _tail, tail);

    public void Write(PlatformEvent happened)
    {
        telemetry.Publish(happened);
        var isEnd = happened is RuntimeDoneEvent or ReportEvent;
        if (options.Format == LogFormat.Text)
            WriteLine(happened.Text, isEnd);
        else if (happened.Level >= options.SystemLevel)
            WriteLine(Encoding.UTF8.GetString(Serialize(happened, time.GetUtcNow()).Span), isEnd);
    }

    /// <summary>What a process printed.</summary>
    /// <param name="line">A line.</param>
    /// <param name="stream">Whether the runtime's or an extension's.</param>
    public void WriteOutput(string line, TelemetryStreams stream)
    {
        telemetry.Publish(stream, line);
        WriteLine(line);
    }

    /// <summary>The error of an invocation as the text log shows it; in JSON format the report's status says it.</summary>
    public void WriteFault(string line)
    {
        if (options.Format == LogFormat.Text)
            WriteLine(line);
    }

    /// <summary>Time, type and record, as in CloudWatch and as the Telemetry API delivers them.</summary>
    public static ReadOnlyMemory<byte> Serialize(PlatformEvent happened, DateTimeOffset at)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("type"u8, happened.Type);
            json.WriteStartObject("record"u8);
            happened.WriteRecord(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private void WriteLine(string? line, bool isEnd = false)
    {
        if (line is null)
            return;
        log.Write(function, line);
        Volatile.Read(ref _tail)?.Append(line, isEnd);
    }
}
