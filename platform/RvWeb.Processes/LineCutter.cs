using System.Text;

namespace RvWeb.Processes;

/// <summary>
/// Makes lines of a child's output as it comes. A line without end would otherwise be collected for ever: one that is too long
/// is given out in pieces, as CloudWatch does with its events.
/// </summary>
/// <param name="receive">Gets each line.</param>
internal sealed class LineCutter(Action<string> receive)
{
    /// <summary>Characters of the longest line.</summary>
    public const int Longest = 256 * 1024;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _begun = new();
    private char[] _characters = [];
    private bool _afterReturn;

    public void Append(ReadOnlySpan<byte> output)
    {
        var most = Encoding.UTF8.GetMaxCharCount(output.Length);
        if (_characters.Length < most)
            _characters = new char[most];
        Cut(_characters.AsSpan(0, _decoder.GetChars(output, _characters, flush: false)));
    }

    /// <summary>Nothing more will come: what has begun is a line too.</summary>
    public void End()
    {
        var left = new char[Encoding.UTF8.GetMaxCharCount(0)];
        Cut(left.AsSpan(0, _decoder.GetChars([], left, flush: true)));
        if (_begun.Length > 0)
            Deliver(_begun.Length);
    }

    private void Cut(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        // A line ends with LF, CR or both.
        if (_afterReturn && text[0] == '\n')
            text = text[1..];
        _afterReturn = false;
        while (text.IndexOfAny('\r', '\n') is >= 0 and var end)
        {
            Collect(text[..end]);
            Deliver(_begun.Length);
            _afterReturn = text[end] == '\r' && end + 1 == text.Length;
            text = text[(end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1))..];
        }
        Collect(text);
    }

    private void Collect(ReadOnlySpan<char> part)
    {
        _begun.Append(part);
        // Not between the two halves of one character.
        while (_begun.Length > Longest)
            Deliver(char.IsHighSurrogate(_begun[Longest - 1]) ? Longest - 1 : Longest);
    }

    private void Deliver(int length)
    {
        var line = _begun.ToString(0, length);
        _begun.Remove(0, length);
        receive(line);
    }
}
