using System.Globalization;
using Microsoft.Extensions.Primitives;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.HttpEvents;

namespace RvWeb.Emulator.HttpApi;

/// <summary>The headers of an HTTP API's events. There is always a length, of an empty body too (recorded).</summary>
internal static class HttpApiHeaders
{
    private const string ContentLength = "Content-Length";

    // Spelled so in format 1.0 whatever the client's spelling; others keep theirs (recorded).
    private static readonly HashSet<string> Respelled = new(StringComparer.OrdinalIgnoreCase) { "Content-Type", "Host", "User-Agent" };

    public static IEnumerable<KeyValuePair<string, StringValues>> Of(ViewerRequest request, string traceRoot) =>
        EventHeaders.Of(request, traceRoot)
            .Where(header => !header.Key.Equals(ContentLength, StringComparison.OrdinalIgnoreCase))
            .Prepend(new(ContentLength, request.Body.Length.ToString(CultureInfo.InvariantCulture)))
            .Select(header => Respelled.TryGetValue(header.Key, out var name) ? KeyValuePair.Create(name, header.Value) : header);
}
