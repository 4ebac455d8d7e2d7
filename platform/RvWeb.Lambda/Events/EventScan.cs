using System.Text.Json;

namespace RvWeb.Lambda.Events;

/// <summary>Goes over an event's UTF-8 once, from front to back, and notes where the fields lie.</summary>
internal ref struct EventScan(ReadOnlySpan<byte> json, EventMemory memory)
{
    private const int LongestName = 32;

    private Utf8JsonReader _reader = new(json, Options);
    private EventParts _parts = new(json, memory);

    public static JsonReaderOptions Options => new() { MaxDepth = 128 };

    /// <exception cref="JsonException">It is not JSON.</exception>
    public EventParts Run()
    {
        if (_reader.Read() && _reader.TokenType == JsonTokenType.StartObject)
            ReadObject(EventField.None);
        while (_reader.Read())
        {
            // An array, which has no fields. Anything behind the first value ends in an exception.
        }

        return _parts;
    }

    private void ReadObject(EventField parent)
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = FindField(parent);
            _reader.Read();
            if (field == EventField.None)
                _reader.Skip();
            else
                ReadField(field);
        }
    }

    private void ReadField(EventField field)
    {
        var (type, start) = (_reader.TokenType, _reader.TokenStartIndex);
        if (type == JsonTokenType.StartObject && field is EventField.RequestContext or EventField.Http or EventField.Identity)
            ReadObject(field);
        else
            _reader.Skip();
        _parts.Note(field, type, start, _reader.BytesConsumed);
    }

    private readonly EventField FindField(EventField parent)
    {
        if (_reader.ValueSpan.Length > LongestName)
            return EventField.None;
        Span<char> name = stackalloc char[LongestName];
        return EventFields.Find(parent, name[.._reader.CopyString(name)]);
    }
}
