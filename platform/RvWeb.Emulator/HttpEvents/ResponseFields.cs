using System.Text.Json;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.HttpEvents;

/// <summary>The fields of a function's answer, checked as they are asked for.</summary>
internal sealed class ResponseFields
{
    private const int LowestStatus = 200; // 1xx is not an answer
    private const int HighestStatus = 999; // HTTP has three digits

    private readonly JsonElement _answer;

    private ResponseFields(JsonElement answer) => _answer = answer;

    public IEnumerable<string> Names => _answer.EnumerateObject().Select(property => property.Name);

    /// <param name="payload">The answer.</param>
    /// <param name="read">Takes what it needs; the fields do not outlive it.</param>
    /// <exception cref="MalformedResponseException">It is no JSON object, or <paramref name="read"/> says so.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> payload, Func<ResponseFields, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(new ResponseFields(document.RootElement))
                : throw new MalformedResponseException("the function's answer is no JSON object with statusCode, headers and body.");
        }
        catch (JsonException)
        {
            throw new MalformedResponseException("the function's answer is not JSON.");
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader throws where it has to unescape, in names too.
            throw new MalformedResponseException("the function's answer holds a text that is not valid Unicode.");
        }
    }

    /// <summary>The field, whatever it is, null included; none if it is absent.</summary>
    public JsonElement? Find(string name) => _answer.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The field; null counts as absent.</summary>
    public JsonElement? Value(string name) => Find(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    public static int Status(int number) => number is >= LowestStatus and <= HighestStatus
        ? number
        : throw new MalformedResponseException($"statusCode is {number}; it must be {LowestStatus} to {HighestStatus}.");
}
