using System.Text.Json;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.HttpEvents;

/// <summary>The fields of a function's answer, checked as they are asked for.</summary>
internal sealed class ResponseFields : IDisposable
{
    private const int LowestStatus = 200; // 1xx is not an answer
    private const int HighestStatus = 999; // HTTP has three digits

    private readonly JsonDocument _document;

    private ResponseFields(JsonDocument document) => _document = document;

    public IEnumerable<string> Names => _document.RootElement.EnumerateObject().Select(property => property.Name);

    /// <exception cref="MalformedResponseException">It is no JSON object.</exception>
    public static ResponseFields Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var document = JsonDocument.Parse(payload);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new ResponseFields(document);
            document.Dispose();
            throw new MalformedResponseException("the function's answer is no JSON object with statusCode, headers and body.");
        }
        catch (JsonException)
        {
            throw new MalformedResponseException("the function's answer is not JSON.");
        }
    }

    /// <summary>The field, whatever it is, null included; none if it is absent.</summary>
    public JsonElement? Find(string name) => _document.RootElement.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The field; null counts as absent.</summary>
    public JsonElement? Value(string name) => Find(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    public static int Status(int number) => number is >= LowestStatus and <= HighestStatus
        ? number
        : throw new MalformedResponseException($"statusCode is {number}; it must be {LowestStatus} to {HighestStatus}.");

    /// <summary>A JSON string's text.</summary>
    /// <exception cref="MalformedResponseException">It is not valid Unicode.</exception>
    public static string Text(JsonElement value, string field)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new MalformedResponseException($"{field} is not valid Unicode.");
        }
    }

    public void Dispose() => _document.Dispose();
}
