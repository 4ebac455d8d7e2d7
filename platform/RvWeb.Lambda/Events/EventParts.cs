using System.Runtime.CompilerServices;
using System.Text.Json;

namespace RvWeb.Lambda.Events;

/// <summary>Where an event's fields lie in its JSON. Nothing is made of a field before somebody asks for it.</summary>
internal ref struct EventParts(ReadOnlySpan<byte> json, EventMemory memory)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private Slots _slots;

    public EventMemory Memory { get; } = memory;

    /// <summary>Of a name that comes twice the last value counts, as in most JSON readers.</summary>
    public void Note(EventField field, JsonTokenType type, long start, long end) =>
        _slots[(int)field] = new Slot(type, (int)start, (int)(end - start));

    /// <summary>Whether the field is there and not null.</summary>
    public readonly bool Has(EventField field) => _slots[(int)field].Type is not JsonTokenType.None and not JsonTokenType.Null;

    public readonly bool IsObject(EventField field) => _slots[(int)field].Type == JsonTokenType.StartObject;

    /// <summary>The field's JSON, empty if it is missing.</summary>
    public readonly ReadOnlySpan<byte> Json(EventField field) => _json[Place(field)];

    public readonly Range Place(EventField field) =>
        new(_slots[(int)field].Start, _slots[(int)field].Start + _slots[(int)field].Length);

    /// <summary>A reader that stands at the field's value; the field has to be there.</summary>
    public readonly Utf8JsonReader Open(EventField field)
    {
        var reader = new Utf8JsonReader(Json(field), EventScan.Options);
        reader.Read();
        return reader;
    }

    /// <exception cref="MalformedEventException">It is no object.</exception>
    public readonly Utf8JsonReader OpenObject(EventField field) =>
        IsObject(field) ? Open(field) : throw MalformedEventException.WrongType(field, _slots[(int)field].Type, "an object");

    public readonly bool Is(EventField field, ReadOnlySpan<byte> text) =>
        _slots[(int)field].Type == JsonTokenType.String && Open(field).ValueTextEquals(text);

    /// <exception cref="MalformedEventException">It is no string.</exception>
    public readonly string? Text(EventField field)
    {
        if (!Has(field))
            return null;
        var reader = Open(field);
        return EventValues.Text(ref reader, field, Memory.Strings);
    }

    /// <exception cref="MalformedEventException">It is missing or no string.</exception>
    public readonly string Required(EventField field) => Text(field) ?? throw MalformedEventException.Missing(field);

    /// <exception cref="MalformedEventException">It is neither true nor false.</exception>
    public readonly bool Flag(EventField field) => _slots[(int)field].Type switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null or JsonTokenType.None => false,
        // Events written by hand have them as text.
        JsonTokenType.String when Is(field, "true"u8) => true,
        JsonTokenType.String when Is(field, "false"u8) => false,
        var type => throw MalformedEventException.WrongType(field, type, "true or false"),
    };

    private readonly record struct Slot(JsonTokenType Type, int Start, int Length);

    [InlineArray((int)EventField.Count)]
    private struct Slots
    {
        private Slot _first;
    }
}
