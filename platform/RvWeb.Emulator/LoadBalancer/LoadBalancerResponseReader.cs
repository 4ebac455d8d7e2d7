using System.Text.Json;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.HttpEvents;

namespace RvWeb.Emulator.LoadBalancer;

/// <summary>
/// Reads a function's answer as a load balancer does, which is strict: a field that is null or of another type is an error, not
/// an absent one (told of load balancers by users of several runtimes). Only the status has to be there.
/// Source: docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html.
/// </summary>
internal sealed class LoadBalancerResponseReader(bool isMultiValue)
{
    private const string Single = "headers";
    private const string Multiple = "multiValueHeaders";

    // What was seen of load balancers whose function names no type.
    private const string DefaultContentType = "application/octet-stream";

    private readonly string _map = isMultiValue ? Multiple : Single;
    private readonly string _other = isMultiValue ? Single : Multiple;

    /// <exception cref="MalformedResponseException">It is no such answer.</exception>
    public ViewerResponse Read(ReadOnlyMemory<byte> payload) => ResponseFields.Read(payload, Read);

    private ViewerResponse Read(ResponseFields fields)
    {
        var response = new ViewerResponse
        {
            Status = Status(fields.Find("statusCode")),
            Reason = Reason(fields.Find("statusDescription")),
            Headers = [.. Headers(fields)],
            Body = Body(fields),
        };
        if (ResponseHeaders.Invalid(response) is { } header)
            throw new MalformedResponseException($"HTTP cannot carry the header '{header}' or its value.");
        return ResponseHeaders.Normalize(response, DefaultContentType);
    }

    private static int Status(JsonElement? value) => value is { ValueKind: JsonValueKind.Number } given && given.TryGetInt32(out var number)
        ? ResponseFields.Status(number)
        : throw new MalformedResponseException("statusCode is missing or no whole number.");

    // Status and reason, with one space between them (the words of AWS's own error).
    private static string? Reason(JsonElement? value)
    {
        if (value is not { } given)
            return null;
        var text = Text(given, "statusDescription");
        var isRight = text.Length >= 4 && text[..3].All(char.IsAsciiDigit) && text[3] == ' ' && text.All(character => character is >= ' ' and <= '~');
        return isRight ? text[4..] : throw new MalformedResponseException($"statusDescription is '{text}'; it must be such as '200 OK'.");
    }

    private IEnumerable<KeyValuePair<string, string>> Headers(ResponseFields fields)
    {
        if (fields.Find(_map) is not { } map)
        {
            if (fields.Find(_other) is { ValueKind: JsonValueKind.Object } other && other.EnumerateObject().Any())
                throw new MalformedResponseException($"the function's answer has {_other}; behind this target group it must have {_map}.");
            yield break;
        }
        if (map.ValueKind != JsonValueKind.Object)
            throw new MalformedResponseException($"{_map} is no object.");
        foreach (var header in map.EnumerateObject())
            foreach (var value in Values(header))
                yield return new(header.Name, Text(value, $"the header '{header.Name}'"));
    }

    private JsonElement[] Values(JsonProperty header) => (isMultiValue, header.Value.ValueKind) switch
    {
        (false, _) => [header.Value],
        (true, JsonValueKind.Array) => [.. header.Value.EnumerateArray()],
        _ => throw new MalformedResponseException($"{_map} has no list for '{header.Name}'."),
    };

    private static byte[] Body(ResponseFields fields)
    {
        var isBase64 = fields.Find("isBase64Encoded") switch
        {
            null or { ValueKind: JsonValueKind.False } => false,
            { ValueKind: JsonValueKind.True } => true,
            _ => throw new MalformedResponseException("isBase64Encoded is neither true nor false."),
        };
        return ResponseBody.Bytes(fields.Find("body") is { } body ? Text(body, "body") : "", isBase64);
    }

    private static string Text(JsonElement value, string field) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new MalformedResponseException($"{field} is no text.");
}
