using Microsoft.Extensions.Logging;

namespace RvWeb.Lambda.Logging;

/// <summary>
/// Writes each entry at once and by one system call: a queue would cost a thread at start, and what it still held when the
/// environment freezes would come out late or never.
/// </summary>
internal sealed class JsonLoggerProvider(JsonLogs logs, TimeProvider time) : ILoggerProvider, ISupportExternalScope
{
    private readonly Lock _turn = new();
    private IExternalScopeProvider? _scopes;
    private JsonLogWriter? _spare;

    public ILogger CreateLogger(string categoryName) => new JsonLogger(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public bool IsEnabled(LogLevel level) => level != LogLevel.None && level >= (logs.Minimum ?? LogLevel.Trace);

    public void Write(in JsonLogEntry entry)
    {
        // Taken out, for a value may log something itself when it is asked for its text.
        var writer = Interlocked.Exchange(ref _spare, null) ?? new JsonLogWriter();
        var line = writer.Write(entry, time.GetUtcNow(), logs.Origin, _scopes);
        lock (_turn)
            logs.Output.Write(line);
        if (writer.IsWorthKeeping)
            _spare = writer;
        else
            writer.Dispose();
    }

    public void Dispose() => Interlocked.Exchange(ref _spare, null)?.Dispose();
}
