using RvWeb.Lambda.Events;

namespace RvWeb.Tests.Lambda.Conformance;

/// <summary>What "the same" means, door by door: the differences that are documented, and no others.</summary>
internal static class Conformance
{
    // What a front door adds or a server frames by; and the trace, if anybody listens, as another test may.
    private static readonly string[] Added =
        ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "content-length", "x-case", "cookie", "traceparent", "tracestate"];

    // What Kestrel adds, and hop-by-hop fields, which end at the front door.
    private static readonly string[] Dropped =
        ["date", "server", "transfer-encoding", "connection", "keep-alive", "proxy-authenticate", "content-length"];

    public static void AssertSame(EchoApp.Seen kestrel, EchoApp.Seen lambda, RawRequest request, FrontDoor door)
    {
        var hasStage = door is FrontDoor.RestApi or FrontDoor.HttpApi or FrontDoor.HttpApiV1;
        Equal(door, "method", kestrel.Method, lambda.Method);
        Equal(door, "base path", hasStage ? "/" + FrontDoorModel.Stage : "", lambda.PathBase);
        Equal(door, "path", Path(kestrel.Path, request, door), lambda.Path);
        if (door is FrontDoor.FunctionUrl or FrontDoor.HttpApi or FrontDoor.LatticeV1)
            Equal(door, "query", kestrel.Query == "?" ? "" : kestrel.Query, lambda.Query);
        Equal(door, "parameters", Text(Parameters(kestrel, request, door)), Text(lambda.Parameters));
        Equal(door, "headers", Text(Headers(kestrel.Headers, door)), Text(Headers(lambda.Headers, FrontDoor.LoadBalancerMultiValue)));
        Equal(door, "cookies", string.Join('\n', kestrel.Cookies), string.Join('\n', lambda.Cookies));
        Equal(door, "host", kestrel.Host, lambda.Host);
        Equal(door, "body", kestrel.Body, lambda.Body);
    }

    public static void AssertSame(RawAnswer kestrel, FrontDoorAnswer lambda, RawRequest request, RawAnswer wanted, FrontDoor door)
    {
        var isMultiValue = door is FrontDoor.RestApi or FrontDoor.HttpApiV1 or FrontDoor.LoadBalancerMultiValue;
        Equal(door, "status", kestrel.Status, lambda.Status);
        Equal(door, "set cookies", string.Join('\n', kestrel.Cookies), string.Join('\n', lambda.Cookies));
        Equal(door, "body", Convert.ToHexString(kestrel.Body), Convert.ToHexString(lambda.Body));
        Equal(
            door,
            "answer's headers",
            Text(kestrel.Headers.Where(header => !Dropped.Contains(header.Key)).Select(header =>
                KeyValuePair.Create(header.Key, isMultiValue ? header.Value : [string.Join(", ", header.Value)]))),
            Text(lambda.Headers.Where(header => !Dropped.Contains(header.Key))));
        if (request.Method == "HEAD" && wanted.How == RawAnswer.Way.SetsLength)
            Equal(door, "length", Length(kestrel.Headers), Length(lambda.Headers));
    }

    private static string? Length(IEnumerable<KeyValuePair<string, string[]>> headers) =>
        headers.SingleOrDefault(header => header.Key == "content-length").Value?.Single();

    /// <summary>An HTTP API decodes the slash that Kestrel leaves escaped.</summary>
    private static string Path(string path, RawRequest request, FrontDoor door) =>
        door == FrontDoor.HttpApi && request.Path.Contains("%2F", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(request.Path) : path;

    /// <summary>Where a map has one value for each name, it is the last.</summary>
    private static IEnumerable<KeyValuePair<string, string[]>> Parameters(EchoApp.Seen kestrel, RawRequest request, FrontDoor door) =>
        door == FrontDoor.LoadBalancer ? kestrel.Parameters.Select(pair => KeyValuePair.Create(pair.Key, pair.Value[^1..])) : kestrel.Parameters;

    private static IEnumerable<KeyValuePair<string, string[]>> Headers(IEnumerable<KeyValuePair<string, string[]>> headers, FrontDoor door) => headers
        .Where(header => !Added.Contains(header.Key))
        .Select(header => KeyValuePair.Create(header.Key, door switch
        {
            FrontDoor.FunctionUrl or FrontDoor.HttpApi => [string.Join(',', header.Value)],
            FrontDoor.LatticeV1 => [string.Join(", ", header.Value)],
            FrontDoor.LoadBalancer => header.Value[^1..],
            _ => header.Value,
        }));

    private static string Text(IEnumerable<KeyValuePair<string, string[]>> fields) =>
        string.Join('\n', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}: {string.Join(" | ", field.Value.Select(value => value.Trim()))}"));

    private static void Equal<T>(FrontDoor door, string what, T expected, T actual) =>
        Assert.True(Equals(expected, actual), $"{door}: {what} differs.\nKestrel: {expected}\nLambda:  {actual}");
}
