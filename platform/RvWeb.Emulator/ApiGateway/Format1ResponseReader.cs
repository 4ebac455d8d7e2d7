using System.Globalization;
using System.Text.Json;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.HttpEvents;

namespace RvWeb.Emulator.ApiGateway;

/// <summary>
/// Reads a function's answer in payload format 1.0, which is taken by its fields and never inferred.
/// Source: docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html (output format), and recordings.
/// </summary>
/// <param name="isRest">
/// REST APIs refuse fields they do not know and take a missing status for 200 (recorded); HTTP APIs the other way round. Both
/// merge the two maps of headers: REST APIs begin with <c>multiValueHeaders</c>, HTTP APIs with <c>headers</c> (recorded).
/// </param>
internal sealed class Format1ResponseReader(bool isRest)
{
    private const string Single = "headers";
    private const string Multiple = "multiValueHeaders";

    private static readonly string[] Known = ["statusCode", Single, Multiple, "body", "isBase64Encoded"];

    /// <exception cref="MalformedResponseException">It is no such answer.</exception>
    public Format1Response Read(ReadOnlyMemory<byte> payload) => ResponseFields.Read(payload, Read);

    private Format1Response Read(ResponseFields fields)
    {
        if (isRest && fields.Names.FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
            throw new MalformedResponseException($"the function's answer has a field '{unknown}'; a REST API takes {string.Join(", ", Known)} and no others.");
        var head = new ViewerResponse
        {
            Status = Status(fields.Value("statusCode")),
            Headers = isRest ? [.. Lists(fields), .. Texts(fields)] : [.. Texts(fields), .. Lists(fields)],
        };
        if (ResponseHeaders.Invalid(head) is { } header)
            throw new MalformedResponseException($"HTTP cannot carry the header '{header}' or its value.");
        return new Format1Response(head, Body(fields.Value("body")), IsBase64Encoded(fields.Value("isBase64Encoded")));
    }

    private int Status(JsonElement? value)
    {
        if (value is not { } given)
            return isRest ? StatusCodes.Status200OK : throw new MalformedResponseException("the function's answer has no statusCode.");
        return int.TryParse(Scalar(given), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? ResponseFields.Status(number)
            : throw new MalformedResponseException($"statusCode is {given.GetRawText()}; it must be a whole number.");
    }

    private static IEnumerable<KeyValuePair<string, string>> Texts(ResponseFields fields)
    {
        if (Map(fields, Single) is not { } map)
            yield break;
        foreach (var header in map.EnumerateObject())
            if (header.Value.ValueKind != JsonValueKind.Null)
                yield return new(header.Name, Value(header.Name, header.Value));
    }

    private static IEnumerable<KeyValuePair<string, string>> Lists(ResponseFields fields)
    {
        if (Map(fields, Multiple) is not { } map)
            yield break;
        foreach (var header in map.EnumerateObject())
        {
            if (header.Value.ValueKind != JsonValueKind.Array)
                throw new MalformedResponseException($"{Multiple} has no list for '{header.Name}'.");
            foreach (var value in header.Value.EnumerateArray())
                yield return new(header.Name, Value(header.Name, value));
        }
    }

    private static JsonElement? Map(ResponseFields fields, string name) => fields.Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } map => map,
        _ => throw new MalformedResponseException($"{name} is no object."),
    };

    private static string Value(string name, JsonElement value) =>
        Scalar(value) ?? throw new MalformedResponseException($"the header '{name}' is neither text nor number nor boolean.");

    private static string Body(JsonElement? value) => value is null
        ? ""
        : Scalar(value.Value) ?? throw new MalformedResponseException("body is no text: a JSON value must be made a string first.");

    private static bool IsBase64Encoded(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw new MalformedResponseException($"isBase64Encoded is {value.Value.GetRawText()}; it must be true or false."),
    };

    // Booleans become text (recorded), and so we let numbers.
    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
