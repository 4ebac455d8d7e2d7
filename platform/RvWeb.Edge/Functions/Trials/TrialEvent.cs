using System.Text.Json;
using RvWeb.Edge.Functions.Events;
using RvWeb.Edge.Hosting;

namespace RvWeb.Edge.Functions.Trials;

/// <summary>
/// Reads an event as AWS's TestFunction takes it
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html).
/// What says nothing of the request may be left out.
/// </summary>
/// <param name="source">What <c>--event</c> named, for messages.</param>
internal sealed class TrialEvent(string source)
{
    public FunctionEvent Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Event(document.RootElement);
        }
        catch (JsonException malformed)
        {
            throw Wrong($"it is not JSON (line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1})");
        }
    }

    private FunctionEvent Event(JsonElement root)
    {
        var context = Part(root, "", "context") ?? throw Wrong("context is missing: it has the eventType, viewer-request or viewer-response");
        var type = Text(context, "context", "eventType") ?? "nothing";
        if (type is not (FunctionEvent.ViewerRequest or FunctionEvent.ViewerResponse))
            throw Wrong($"context.eventType is {type}: use viewer-request or viewer-response");
        if (Text(root, "", "version") is { } version and not "1.0")
            throw Wrong($"version is {version}: use 1.0");
        var request = Part(root, "", "request") ?? throw Wrong("request is missing");
        var response = type == FunctionEvent.ViewerResponse
            ? Part(root, "", "response") ?? throw Wrong("response is missing: a viewer-response event has one")
            : (JsonElement?)null;
        return new FunctionEvent
        {
            EventType = type,
            DistributionDomainName = Text(context, "context", "distributionDomainName") ?? "d111111abcdef8.cloudfront.net",
            DistributionId = Text(context, "context", "distributionId") ?? "EDFDVBD6EXAMPLE",
            RequestId = Text(context, "context", "requestId") ?? "EXAMPLE",
            ViewerIp = Part(root, "", "viewer") is { } viewer && Text(viewer, "viewer", "ip") is { } ip ? ip : "127.0.0.1",
            Request = Request(request),
            Response = response is { } sent ? Response(sent) : null,
            Location = Viewer.EdgeIdentity.Pop[..3],
        };
    }

    private FunctionRequest Request(JsonElement request)
    {
        var query = Fields(request, "request", "querystring");
        return new FunctionRequest
        {
            Method = Text(request, "request", "method") ?? throw Wrong("request.method is missing: give for instance GET"),
            Uri = Text(request, "request", "uri") is { } uri && uri.StartsWith('/') ? uri : throw Wrong("request.uri is missing or does not begin with a slash"),
            RawQuery = string.Join('&', query.SelectMany(field => field.Values.Select(value => value.Value.Length == 0 ? field.Name : $"{field.Name}={value.Value}"))),
            Query = query,
            Headers = Fields(request, "request", "headers"),
            Cookies = Fields(request, "request", "cookies"),
        };
    }

    private FunctionResponse Response(JsonElement response) => new()
    {
        Status = response.TryGetProperty("statusCode", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var status)
            ? status
            : throw Wrong("response.statusCode is missing or no number: give for instance 200"),
        Description = Text(response, "response", "statusDescription"),
        Headers = Fields(response, "response", "headers"),
        Cookies = Fields(response, "response", "cookies"),
    };

    private List<EventField> Fields(JsonElement owner, string path, string name)
    {
        if (Part(owner, path, name) is not { } fields)
            return [];
        path = $"{path}.{name}";
        return [.. fields.EnumerateObject().Select(field => new EventField(field.Name, Values($"{path}.{field.Name}", field.Value)))];
    }

    private EventValue[] Values(string path, JsonElement field)
    {
        if (field.ValueKind == JsonValueKind.Object && field.TryGetProperty("multiValue", out var several)
            && several.ValueKind == JsonValueKind.Array && several.GetArrayLength() > 0)
            return [.. several.EnumerateArray().Select(one => Value($"{path}.multiValue", one))];
        return [Value(path, field)];
    }

    private EventValue Value(string path, JsonElement field) =>
        field.ValueKind == JsonValueKind.Object && Text(field, path, "value") is { } value
            ? new EventValue(value, Text(field, path, "attributes"))
            : throw Wrong($"{path} has no value: write {{\"value\": \"…\"}}");

    private JsonElement? Part(JsonElement owner, string path, string name)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var part))
            return null;
        return part.ValueKind == JsonValueKind.Object ? part : throw Wrong($"{Under(path, name)} is no object");
    }

    private string? Text(JsonElement owner, string path, string name)
    {
        if (!owner.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong($"{Under(path, name)} is no string");
    }

    private static string Under(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private UsageException Wrong(string problem) => new($"--event {source}: {problem}.");
}
