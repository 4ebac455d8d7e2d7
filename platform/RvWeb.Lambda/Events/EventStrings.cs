using System.Runtime.InteropServices;
using System.Text;
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
    private const int MostLists = 64;

    private readonly HashSet<string> _kept;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly char[] _scratch = new char[LongestKept];
    private readonly List<string[]> _lists = [];
    private readonly StringBuilder _text = new();
    private int _listsOfThisEvent;

    public EventStrings()
    {
        _kept = new HashSet<string>(64, StringComparer.Ordinal);
        _lookup = _kept.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>For one list at a time.</summary>
    public List<string> Values { get; } = new(8);

    /// <summary>To be called before each event.</summary>
    public void Start() => _listsOfThisEvent = 0;

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

    /// <summary>The strings one after another.</summary>
    public string Join(params ReadOnlySpan<string> parts)
    {
        var text = Builder();
        foreach (var part in parts)
            text.Append(part);
        return Get(text);
    }

    /// <summary>Empty; its text is then got by <see cref="Get(StringBuilder)"/>.</summary>
    public StringBuilder Builder() => _text.Clear();

    public string Get(StringBuilder text)
    {
        if (text.Length > LongestKept)
            return text.ToString();
        text.CopyTo(0, _scratch, text.Length);
        return Get(_scratch.AsSpan(0, text.Length));
    }

    /// <summary>The text with all but unreserved characters escaped (RFC 3986, section 2.3).</summary>
    public string Escape(string text) =>
        Uri.TryEscapeDataString(text, _scratch, out var count) ? Get(_scratch.AsSpan(0, count)) : Uri.EscapeDataString(text);

    /// <summary>An array of these strings: the one that stood in this place of the last event, if it held the same.</summary>
    public string[] List(List<string> values)
    {
        var place = _listsOfThisEvent++;
        if (place < _lists.Count && CollectionsMarshal.AsSpan(values).SequenceEqual(_lists[place]))
            return _lists[place];
        var made = values.ToArray();
        if (place < _lists.Count)
            _lists[place] = made;
        else if (place < MostLists)
            _lists.Add(made);
        return made;
    }
}
