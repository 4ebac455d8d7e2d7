using System.Text;
using System.Threading.Channels;

namespace RvWeb.Tests.Emulator;

/// <summary>What the emulator prints, line by line, as it comes.</summary>
internal sealed class OutputLines : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\n')
            WriteLine("");
        else
            _text.Append(value);
    }

    public override void WriteLine(string? value)
    {
        _lines.Writer.TryWrite(_text + value);
        _text.Clear();
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) =>
        WriteLineAsync(buffer.ToString());

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A line that has come and was not asked for, if there is one.</summary>
    public string? Rest() => _lines.Reader.TryRead(out var line) ? line : null;

    /// <summary>The same, of the lines that contain a text; the others are passed over.</summary>
    public string? Rest(string part)
    {
        while (Rest() is { } line)
            if (line.Contains(part, StringComparison.Ordinal))
                return line;
        return null;
    }

    /// <summary>The next line, from where the last call stopped, that contains a text.</summary>
    public Task<string> NextAsync(string part, CancellationToken cancellationToken) =>
        NextAsync(line => line.Contains(part, StringComparison.Ordinal), cancellationToken);

    /// <summary>The next line, from where the last call stopped, that is as asked.</summary>
    public async Task<string> NextAsync(Predicate<string> match, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(cancellationToken);
            if (match(line))
                return line;
        }
    }
}
