using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Primitives;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.HttpApi;
using RvWeb.Emulator.LoadBalancer;
using RvWeb.Emulator.RestApi;
using RvWeb.Lambda.Events;
using RvWeb.Tests.Lambda.Conformance;

namespace RvWeb.Tests.Emulator.FrontDoors;

/// <summary>
/// Any request: the event of each front door is what the model of that front door says, which was written apart from it, and
/// <c>RvWeb.Lambda</c> reads the viewer's request out of it.
/// </summary>
public sealed class FrontDoorModelTests
{
    private const int Iterations = 2000;
    private const string SourceIp = "203.0.113.7";

    // The front door's own, which the model has others of, and the length, which it leaves out.
    private static readonly string[] Added =
        ["host", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto", "x-amzn-trace-id", "content-length", "cookie"];

    private static readonly EventStamp Stamp = new("request", "extended", DateTimeOffset.UnixEpoch, "Root=1-a-b");

    [Theory]
    [InlineData(FrontDoor.HttpApi)]
    [InlineData(FrontDoor.HttpApiV1)]
    [InlineData(FrontDoor.RestApi)]
    [InlineData(FrontDoor.LoadBalancer)]
    [InlineData(FrontDoor.LoadBalancerMultiValue)]
    internal void Any_request_becomes_the_event_of_the_model(FrontDoor kind) =>
        RawRequest.Any.Where(request => FrontDoorModel.Passes(request, kind) && !(kind == FrontDoor.RestApi && request.Path.StartsWith("//", StringComparison.Ordinal)))
            .Sample(request => Compare(request, kind), iter: Iterations);

    [Theory]
    [InlineData(FrontDoor.HttpApi)]
    [InlineData(FrontDoor.HttpApiV1)]
    [InlineData(FrontDoor.RestApi)]
    [InlineData(FrontDoor.LoadBalancer)]
    [InlineData(FrontDoor.LoadBalancerMultiValue)]
    internal void Our_server_for_functions_reads_the_request_out_of_the_event(FrontDoor kind) =>
        RawRequest.Any.Where(request => FrontDoorModel.Passes(request, kind)).Sample(
            request =>
            {
                var viewer = Viewer(request, kind);
                var read = new HttpEventReader().Read(Write(kind, viewer));

                Assert.Equal(kind, read.FrontDoor);
                Assert.Equal(request.Method, read.Method);
                Assert.Equal(request.Body, read.Body.ToArray());
                Assert.Equal(HasStage(kind) ? "/beta" : "", read.Path.PathBase);
                Assert.Equal(SourceIp, read.Client?.Address.ToString());
                Assert.Equal("http", read.Scheme);
                Assert.Equal(8080, read.LocalPort);
            },
            iter: Iterations);

    private static void Compare(RawRequest request, FrontDoor kind)
    {
        var written = JsonNode.Parse(Write(kind, Viewer(request, kind)).Span)!;
        var model = FrontDoorModel.Wrap(request, "1", kind, prefersBase64: false);
        foreach (var field in (string[])["version", "rawPath", "rawQueryString", "httpMethod", "path"])
            Assert.Equal(model[field]?.GetValue<string>(), written[field]?.GetValue<string>());
        foreach (var field in (string[])["queryStringParameters", "multiValueQueryStringParameters"])
            if (kind != FrontDoor.HttpApi)
                Assert.True(JsonNode.DeepEquals(model[field], written[field]), $"{field}: {model[field]} and {written[field]}");
        foreach (var field in (string[])["headers", "multiValueHeaders"])
            Assert.Equal(Headers(model[field]), Headers(written[field]));
        Assert.Equal(Cookies(model), Cookies(written));
        Assert.Equal(model["requestContext"]!["http"]?["path"]?.GetValue<string>(), written["requestContext"]!["http"]?["path"]?.GetValue<string>());
        Assert.Equal(model["requestContext"]!["stage"]?.GetValue<string>(), written["requestContext"]!["stage"]?.GetValue<string>());
    }

    private static IEnumerable<string> Headers(JsonNode? map) => (map?.AsObject() ?? [])
        .Where(header => !Added.Contains(header.Key.ToLowerInvariant()) && header.Key != EchoApp.CaseHeader && header.Key != "x-case")
        .Select(header => $"{header.Key.ToLowerInvariant()}: {header.Value!.ToJsonString()}").Order(StringComparer.Ordinal);

    // A front door that splits cookies has no use for empty ones; the model keeps them.
    private static IEnumerable<string> Cookies(JsonNode written) =>
        (written["cookies"]?.AsArray() ?? []).Select(cookie => cookie!.GetValue<string>()).Where(cookie => cookie.Length > 0);

    private static ReadOnlyMemory<byte> Write(FrontDoor kind, ViewerRequest request)
    {
        var door = Door(kind);
        return door.Write(door.Route(request), Stamp);
    }

    private static IFrontDoor Door(FrontDoor kind) => kind switch
    {
        FrontDoor.HttpApi => new HttpApiDoor(Options(FrontDoorKind.HttpApi), "eu-central-1"),
        FrontDoor.HttpApiV1 => new HttpApiDoor(Options(FrontDoorKind.HttpApi) with { PayloadFormat = PayloadFormat.Version1 }, "eu-central-1"),
        FrontDoor.RestApi => new RestApiDoor(Options(FrontDoorKind.RestApi) with { BinaryMediaTypes = ["*/*"] }, "eu-central-1"),
        FrontDoor.LoadBalancer => new LoadBalancerDoor(Options(FrontDoorKind.LoadBalancer), "eu-central-1"),
        _ => new LoadBalancerDoor(Options(FrontDoorKind.LoadBalancer) with { MultiValueHeaders = true }, "eu-central-1"),
    };

    private static FrontDoorOptions Options(FrontDoorKind kind) => DoorRequests.Options(kind) with { Stage = FrontDoorModel.Stage };

    private static bool HasStage(FrontDoor kind) => kind is FrontDoor.HttpApi or FrontDoor.HttpApiV1 or FrontDoor.RestApi;

    /// <summary>As Kestrel hands a request over: repeats are one header with several values.</summary>
    private static ViewerRequest Viewer(RawRequest request, FrontDoor kind)
    {
        var headers = new List<(string Name, string Value)> { ("Host", FrontDoorModel.Host) };
        headers.AddRange(request.Headers);
        if (request.Cookie is not null)
            headers.Add(("Cookie", request.Cookie));
        if (request.ContentType is not null)
            headers.Add(("Content-Type", request.ContentType));
        return new ViewerRequest
        {
            Method = request.Method,
            RawPath = HasStage(kind) ? $"/{FrontDoorModel.Stage}{request.Path}" : request.Path,
            RawQuery = request.Query ?? "",
            Headers = [.. headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
                .Select(group => KeyValuePair.Create(group.Key, new StringValues([.. group.Select(header => header.Value)])))],
            Body = request.Body,
            SourceIp = SourceIp,
            Port = 8080,
        };
    }
}
