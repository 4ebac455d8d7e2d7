using System.Text.Json;

namespace RvWeb.Emulator.TelemetryApi;

/// <summary>The body of a subscription. Source: docs.aws.amazon.com/lambda/latest/dg/telemetry-api-reference.html.</summary>
internal static class SubscriptionReader
{
    // On Lambda both names are the environment itself, and no other host is there. Here that is this machine.
    private static readonly string[] Hosts = ["sandbox.localdomain", "sandbox", "localhost", "127.0.0.1"];

    /// <exception cref="FormatException">It cannot be understood; the message names the field and the value.</exception>
    public static TelemetrySubscription Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : throw new FormatException("the body is not a JSON object");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the body is not JSON: {exception.Message}", exception);
        }
    }

    private static TelemetrySubscription Read(JsonElement request)
    {
        var version = OneOf(request, "schemaVersion", TelemetrySubscription.Versions);
        var streams = ReadStreams(request);
        var destination = Member(request, "destination", JsonValueKind.Object) ?? throw new FormatException("destination is missing");
        var subscription = new TelemetrySubscription { SchemaVersion = version, Streams = streams, Buffering = ReadBuffering(request) };
        return OneOf(destination, "protocol", ["HTTP", "TCP"]) == "TCP"
            ? subscription with { Port = Number(destination, "port", (1, 65535)) ?? throw new FormatException("port is missing: TCP needs one from 1 to 65535") }
            : subscription with { Address = ReadAddress(destination), Method = ReadMethod(destination) };
    }

    private static TelemetryStreams ReadStreams(JsonElement request)
    {
        var streams = TelemetryStreams.None;
        foreach (var name in (Member(request, "types", JsonValueKind.Array) ?? throw new FormatException("types is missing")).EnumerateArray())
            streams |= name.ValueKind == JsonValueKind.String ? Stream(name.GetString()!) : throw new FormatException($"types: {name} is no text");
        return streams != 0 ? streams : throw new FormatException("types is empty; there are platform, function and extension");
    }

    private static TelemetryStreams Stream(string name) => name switch
    {
        "platform" => TelemetryStreams.Platform,
        "function" => TelemetryStreams.Function,
        "extension" => TelemetryStreams.Extension,
        _ => throw new FormatException($"types: there is no {name}, only platform, function and extension"),
    };

    private static TelemetryBuffering ReadBuffering(JsonElement request)
    {
        var defaults = new TelemetryBuffering();
        if (Member(request, "buffering", JsonValueKind.Object) is not { } buffering)
            return defaults;
        var timeout = Number(buffering, "timeoutMs", TelemetryBuffering.TimeoutBounds);
        return new TelemetryBuffering
        {
            MaximumItems = Number(buffering, "maxItems", TelemetryBuffering.ItemBounds) ?? defaults.MaximumItems,
            MaximumBytes = Number(buffering, "maxBytes", TelemetryBuffering.ByteBounds) ?? defaults.MaximumBytes,
            Timeout = timeout is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : defaults.Timeout,
        };
    }

    private static Uri ReadAddress(JsonElement destination)
    {
        var text = Member(destination, "URI", JsonValueKind.String)?.GetString() ?? throw new FormatException("URI is missing: HTTP needs one such as http://sandbox.localdomain:8080");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && Hosts.Contains(address.Host)
            ? address
            : throw new FormatException($"URI: {text} is not an http:// address of sandbox.localdomain");
    }

    private static HttpMethod ReadMethod(JsonElement destination) =>
        destination.TryGetProperty("method", out _) && OneOf(destination, "method", ["POST", "PUT"]) == "PUT" ? HttpMethod.Put : HttpMethod.Post;

    private static string OneOf(JsonElement parent, string name, string[] values)
    {
        var value = Member(parent, name, JsonValueKind.String)?.GetString() ?? throw new FormatException($"{name} is missing");
        return values.Contains(value) ? value : throw new FormatException($"{name}: {value} is none of {string.Join(", ", values)}");
    }

    private static int? Number(JsonElement parent, string name, (int Least, int Most) bounds)
    {
        if (Member(parent, name, JsonValueKind.Number) is not { } value)
            return null;
        return value.TryGetInt32(out var number) && number >= bounds.Least && number <= bounds.Most
            ? number
            : throw new FormatException($"{name}: {value} is not a whole number from {bounds.Least} to {bounds.Most}");
    }

    /// <returns>Null if there is none.</returns>
    private static JsonElement? Member(JsonElement parent, string name, JsonValueKind kind)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == kind ? value : throw new FormatException($"{name}: {value} is not of type {kind.ToString().ToLowerInvariant()}");
    }
}
