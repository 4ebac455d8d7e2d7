using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using RvWeb.Lambda.Events;

namespace RvWeb.Lambda.Triggers.Reading;

/// <summary>
/// The fields of one JSON object of an event, by name. What is missing or null is null; what has the wrong type is refused
/// with the path to it, never with what stood there.
/// </summary>
internal sealed class JsonFields
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<Field> _fields = [];
    private readonly string _path;

    /// <param name="json">JSON that is known to be valid.</param>
    /// <param name="path">Where it stands, for messages; empty for the event itself.</param>
    /// <exception cref="MalformedEventException">It is no object.</exception>
    public JsonFields(ReadOnlyMemory<byte> json, string path = "")
    {
        (Json, _path) = (json, path);
        var reader = Open(json.Span);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw MalformedEventException.WrongType(path, reader.TokenType, "an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            _fields.Add(ReadField(ref reader));
    }

    private readonly record struct Field(ReadOnlyMemory<byte> Name, JsonTokenType Type, ReadOnlyMemory<byte> Value);

    public ReadOnlyMemory<byte> Json { get; }

    /// <summary><see cref="JsonTokenType.None"/> if it is missing.</summary>
    public JsonTokenType TypeOf(string name) => Find(name).Type;

    public bool Has(string name) => TypeOf(name) is not JsonTokenType.None and not JsonTokenType.Null;

    public bool Is(string name, ReadOnlySpan<byte> text)
    {
        var field = Find(name);
        return field.Type == JsonTokenType.String && Open(field.Value.Span).ValueTextEquals(text);
    }

    /// <summary>The field's JSON; empty if it is missing.</summary>
    public ReadOnlyMemory<byte> Raw(string name) => Find(name).Value;

    public string? Text(string name) => Text(Find(name), name);

    /// <summary>A whole number, or the text of one.</summary>
    public long? Whole(string name)
    {
        var field = Find(name);
        if (IsNothing(field))
            return null;
        var reader = Open(field.Value.Span);
        return field.Type is JsonTokenType.Number or JsonTokenType.String
            && Utf8Parser.TryParse(reader.ValueSpan, out long number, out var used) && used == reader.ValueSpan.Length
            ? number
            : throw MalformedEventException.WrongType(PathOf(name), field.Type, "a whole number");
    }

    public bool? Flag(string name) => TypeOf(name) switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.None or JsonTokenType.Null => null,
        var type => throw MalformedEventException.WrongType(PathOf(name), type, "true or false"),
    };

    /// <summary>ISO 8601.</summary>
    public DateTimeOffset? Time(string name)
    {
        var field = Find(name);
        if (IsNothing(field))
            return null;
        return field.Type == JsonTokenType.String && Open(field.Value.Span).TryGetDateTimeOffset(out var time)
            ? time
            : throw MalformedEventException.WrongType(PathOf(name), field.Type, "a time (ISO 8601)");
    }

    public DateTimeOffset? UnixMilliseconds(string name) => Whole(name) is { } milliseconds ? FromUnix(milliseconds, name) : null;

    /// <summary>Seconds, with a fraction or without.</summary>
    public DateTimeOffset? UnixSeconds(string name)
    {
        var field = Find(name);
        if (IsNothing(field))
            return null;
        return field.Type == JsonTokenType.Number && Open(field.Value.Span).TryGetDouble(out var seconds)
            ? FromUnix(Math.Round(seconds * 1000), name)
            : throw MalformedEventException.WrongType(PathOf(name), field.Type, "a number of seconds");
    }

    public byte[]? Base64(string name)
    {
        var field = Find(name);
        if (IsNothing(field))
            return null;
        return field.Type == JsonTokenType.String && TryDecode(Text(field, name)!, out var bytes)
            ? bytes
            : throw MalformedEventException.WrongType(PathOf(name), field.Type, "base64");
    }

    public byte[][] Base64s(string name) => Array.ConvertAll(Texts(name), text => TryDecode(text, out var bytes)
        ? bytes
        : throw MalformedEventException.Wrong(PathOf(name), "holds something that is not base64"));

    public JsonFields? Object(string name) => Find(name) is var field && IsNothing(field) ? null : new JsonFields(field.Value, PathOf(name));

    /// <summary>The elements of a list, each with its path.</summary>
    public List<(ReadOnlyMemory<byte> Json, string Path)> Elements(string name)
    {
        var elements = new List<(ReadOnlyMemory<byte>, string)>();
        var field = Find(name);
        if (IsNothing(field))
            return elements;
        var reader = Open(field.Value.Span);
        if (reader.TokenType != JsonTokenType.StartArray)
            throw MalformedEventException.WrongType(PathOf(name), field.Type, "a list");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add((field.Value[start..(int)reader.BytesConsumed], PathOf(name, elements.Count)));
        }

        return elements;
    }

    /// <summary>The first element of a list, if that is an object.</summary>
    public JsonFields? FirstObject(string name)
    {
        var list = Find(name).Value;
        if (list.IsEmpty || list.Span[0] != '[')
            return null;
        var reader = Open(list.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new JsonFields(list[start..(int)reader.BytesConsumed], PathOf(name, 0));
    }

    /// <summary>The elements of a list of strings.</summary>
    public string[] Texts(string name)
    {
        var elements = Elements(name);
        var texts = new string[elements.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Text(new Field(default, Open(elements[i].Json.Span).TokenType, elements[i].Json), name, i)
                ?? throw MalformedEventException.WrongType(elements[i].Path, JsonTokenType.Null, "a string");
        return texts;
    }

    /// <summary>Each field that is no null, with its path. Of a name that comes twice the last counts.</summary>
    public Dictionary<string, (ReadOnlyMemory<byte> Json, string Path)> All()
    {
        var all = new Dictionary<string, (ReadOnlyMemory<byte>, string)>(_fields.Count, StringComparer.Ordinal);
        foreach (var field in _fields)
            if (!IsNothing(field))
                // The path says whose field it is: the name may be a user's.
                all[NameOf(field)] = (field.Value, _path);
        return all;
    }

    private string PathOf(string name, int? index = null)
    {
        var path = _path.Length == 0 ? name : $"{_path}.{name}";
        return index is null ? path : $"{path}[{index}]";
    }

    private static Utf8JsonReader Open(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, EventScan.Options);
        reader.Read();
        return reader;
    }

    private static bool IsNothing(Field field) => field.Type is JsonTokenType.None or JsonTokenType.Null;

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        var isBase64 = Convert.TryFromBase64String(text, bytes, out var count);
        Array.Resize(ref bytes, count);
        return isBase64;
    }

    private DateTimeOffset FromUnix(double milliseconds, string name) =>
        milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : throw MalformedEventException.Wrong(PathOf(name), "is no time that there could be");

    private Field ReadField(ref Utf8JsonReader reader)
    {
        // Unescaping fails on half a surrogate pair; whoever reads events takes care of that.
        var name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : Slice(reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        reader.Read();
        var (type, start) = (reader.TokenType, reader.TokenStartIndex);
        reader.Skip();
        return new Field(name, type, Slice(start, (int)(reader.BytesConsumed - start)));
    }

    private ReadOnlyMemory<byte> Slice(long start, int length) => Json.Slice((int)start, length);

    private Field Find(string name)
    {
        // Of a name that comes twice the last value counts, as in most JSON readers.
        for (var i = _fields.Count - 1; i >= 0; i--)
            if (Ascii.Equals(_fields[i].Name.Span, name))
                return _fields[i];
        return default;
    }

    private string? Text(Field field, string name, int? index = null)
    {
        if (IsNothing(field))
            return null;
        if (field.Type != JsonTokenType.String)
            throw MalformedEventException.WrongType(PathOf(name, index), field.Type, "a string");
        try
        {
            return Open(field.Value.Span).GetString();
        }
        catch (InvalidOperationException)
        {
            // Overlong or truncated UTF-8, or half a surrogate pair.
            throw MalformedEventException.NotUnicode(PathOf(name, index));
        }
    }

    private string NameOf(Field field)
    {
        try
        {
            return Strict.GetString(field.Name.Span);
        }
        catch (DecoderFallbackException)
        {
            throw MalformedEventException.NotUnicode(_path);
        }
    }
}
