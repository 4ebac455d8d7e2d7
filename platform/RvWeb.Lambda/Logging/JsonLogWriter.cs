using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace RvWeb.Lambda.Logging;

/// <summary>
/// Makes a line of an entry, in the form of Lambda's .NET runtime: docs.aws.amazon.com/lambda/latest/dg/csharp-logging.html.
/// What it returns is valid until it writes the next.
/// </summary>
internal sealed class JsonLogWriter : IDisposable
{
    /// <summary>A buffer above this is not worth keeping.</summary>
    private const int LargestKept = 64 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        // Escapes what could end the line or is not Unicode; the default encoder also makes six bytes of every quote.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _line = new(512);
    private readonly Utf8JsonWriter _json;
    private readonly List<string> _names = [];
    private readonly List<KeyValuePair<string, object?>> _scopeValues = [];

    public JsonLogWriter() => _json = new Utf8JsonWriter(_line, Options);

    public bool IsWorthKeeping => _line.Capacity <= LargestKept;

    public ReadOnlySpan<byte> Write(in JsonLogEntry entry, DateTimeOffset time, LogOrigin? origin, IExternalScopeProvider? scopes)
    {
        _line.ResetWrittenCount();
        _json.Reset(_line);
        _names.Clear();
        _json.WriteStartObject();
        WriteHead(entry, time, origin);
        WriteParameters(entry.Parameters);
        WriteScopes(scopes, origin);
        if (entry.Exception is { } exception)
            WriteException(exception);
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        return _line.WrittenSpan;
    }

    public void Dispose() => _json.Dispose();

    private void WriteHead(in JsonLogEntry entry, DateTimeOffset time, LogOrigin? origin)
    {
        Span<byte> timestamp = stackalloc byte[24];
        time.UtcDateTime.TryFormat(timestamp, out var length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        _json.WriteString("timestamp"u8, timestamp[..length]);
        _json.WriteString("level"u8, LambdaLogLevel.Word(entry.Level));
        if (origin is not null)
        {
            _json.WriteString("requestId"u8, origin.RequestId);
            WriteIfKnown("traceId"u8, origin.TraceId);
            WriteIfKnown("tenantId"u8, origin.TenantId);
        }

        _json.WriteString("logger"u8, entry.Category);
        _json.WriteString("message"u8, entry.Message);
    }

    private void WriteIfKnown(ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            _json.WriteString(name, value);
    }

    /// <summary>A name that is taken gets an underscore in front.</summary>
    private void WriteParameters(IReadOnlyList<KeyValuePair<string, object?>>? parameters)
    {
        for (var i = 0; i < parameters?.Count; i++)
        {
            var (key, value) = parameters[i];
            if (value is null || key == "{OriginalFormat}")
                continue;
            // {@Order} asks for the parts of an order, which only reflection could name.
            var name = key.TrimStart('@');
            while (IsTaken(name))
                name = "_" + name;
            Write(name, value);
        }
    }

    /// <summary>From the innermost outwards: what is nearer to the entry counts, and what the entry itself says counts most.</summary>
    private void WriteScopes(IExternalScopeProvider? scopes, LogOrigin? origin)
    {
        if (scopes is null)
            return;
        _scopeValues.Clear();
        scopes.ForEachScope(static (scope, values) =>
        {
            if (scope is IEnumerable<KeyValuePair<string, object?>> pairs)
                values.AddRange(pairs);
        }, _scopeValues);
        for (var i = _scopeValues.Count - 1; i >= 0; i--)
        {
            var (name, value) = _scopeValues[i];
            // ASP.NET Core's own scope repeats the request's id, twice.
            if (value is not null && name != "{OriginalFormat}" && !IsTaken(name) && !(value is string text && text == origin?.RequestId))
                Write(name, value);
        }
    }

    private void Write(string name, object value)
    {
        _names.Add(name);
        _json.WritePropertyName(name);
        JsonLogValue.Write(_json, value);
    }

    /// <summary>Lambda's own names are kept free also where an entry has nothing to put there, for who reads it trusts them.</summary>
    private bool IsTaken(string name) =>
        name is "timestamp" or "level" or "requestId" or "traceId" or "tenantId" or "logger" or "message"
            or "errorType" or "errorMessage" or "stackTrace" or "innerErrors"
        || _names.Contains(name);

    private void WriteException(Exception exception)
    {
        WriteError(exception);
        if (exception.InnerException is null)
            return;
        _json.WriteStartArray("innerErrors"u8);
        foreach (var inner in InnerErrors.Of(exception))
        {
            _json.WriteStartObject();
            WriteError(inner);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteError(Exception exception)
    {
        _json.WriteString("errorType"u8, exception.GetType().FullName);
        _json.WriteString("errorMessage"u8, exception.Message);
        _json.WriteStartArray("stackTrace"u8);
        foreach (var frame in exception.StackTrace.AsSpan().EnumerateLines())
            if (frame.Trim() is { IsEmpty: false } text)
                _json.WriteStringValue(text);
        _json.WriteEndArray();
    }
}
