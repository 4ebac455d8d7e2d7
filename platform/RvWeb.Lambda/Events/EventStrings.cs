using System.Text.Json;

namespace RvWeb.Lambda.Events;

/// <summary>
/// Makes an event's texts into strings, and gives the same string out again for the same text: most names and many values
/// come with every event, as Kestrel, too, uses a connection's header values again.
/// </summary>
internal sealed class EventStrings
{
    private const int MostKept = 1024;
    private const int LongestKept = 1024;

    private readonly HashSet<string> _kept;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly char[] _scratch = new char[LongestKept];

    public EventStrings()
    {
        _kept = new HashSet<string>(64, StringComparer.Ordinal);
        _lookup = _kept.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The string, or name, that the reader stands at.</summary>
    /// <exception cref="InvalidOperationException">It is not Unicode.</exception>
    public string Read(ref Utf8JsonReader reader) =>
        // Text is never longer than its JSON.
        reader.ValueSpan.Length <= LongestKept ? Get(_scratch.AsSpan(0, reader.CopyString(_scratch))) : reader.GetString()!;

    public string Get(ReadOnlySpan<char> text)
    {
        if (_lookup.TryGetValue(text, out var kept))
            return kept;
        var made = text.ToString();
        // Whoever sends other texts each time shall not make them stay.
        if (_kept.Count == MostKept)
            _kept.Clear();
        if (text.Length <= LongestKept)
            _kept.Add(made);
        return made;
    }

    /// <summary>The text with a character before it.</summary>
    public string Get(char first, string rest)
    {
        if (rest.Length >= LongestKept)
            return first + rest;
        _scratch[0] = first;
        rest.CopyTo(_scratch.AsSpan(1));
        return Get(_scratch.AsSpan(0, rest.Length + 1));
    }
}
