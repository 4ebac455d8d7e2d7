using System.Text.Json;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Events;

/// <summary>
/// The event cannot be read. The message says where and what is expected, never what stood there: values belong to the
/// users, and the parser's own message, which quotes them, is left out.
/// </summary>
internal sealed class MalformedEventException(string reason) : Exception($"The event cannot be read: {reason}"), IReportedError
{
    public string ErrorType => "Runtime.MalformedEvent";

    public static MalformedEventException NotJson(JsonException exception) => new(
        $"it is not JSON, or nested deeper than {EventScan.Options.MaxDepth} levels; "
        + $"the mistake is in line {exception.LineNumber + 1} at byte {exception.BytePositionInLine + 1}.");

    public static MalformedEventException WrongType(EventField field, JsonTokenType type, string expected) =>
        WrongType(EventFields.PathOf(field), type, expected);

    public static MalformedEventException WrongType(string path, JsonTokenType type, string expected) =>
        new($"'{path}' is {Describe(type)} but must be {expected}.");

    public static MalformedEventException NotUnicode(EventField field) => NotUnicode(EventFields.PathOf(field));

    public static MalformedEventException NotUnicode(string path) => new($"'{path}' holds text that is not valid Unicode.");

    public static MalformedEventException Missing(EventField field) => new($"'{EventFields.PathOf(field)}' is missing.");

    public static MalformedEventException Wrong(EventField field, string problem) => Wrong(EventFields.PathOf(field), problem);

    public static MalformedEventException Wrong(string path, string problem) => new($"'{path}' {problem}.");

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => "a string",
    };
}
