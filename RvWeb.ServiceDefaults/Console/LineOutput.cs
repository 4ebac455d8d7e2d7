using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace RvWeb.ServiceDefaults.Console;

/// <summary>
/// Writes each entry at once, by one system call. The framework's console log hands entries to a thread of its own; in
/// Lambda that thread costs start-up time, and entries it still holds when the environment freezes come out late or never.
/// </summary>
internal sealed class LineOutput(Stream stream)
{
    private readonly Lock _turn = new();
    private readonly LineConsoleFormatter _formatter = new();

    public void Write<TState>(LogEntry<TState> entry)
    {
        using var text = new StringWriter();
        _formatter.Write(entry, null, text);
        lock (_turn)
            stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
