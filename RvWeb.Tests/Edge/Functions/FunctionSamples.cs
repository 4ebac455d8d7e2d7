using Microsoft.Extensions.Logging.Abstractions;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Functions.Events;
using RvWeb.Edge.Functions.KeyValueStores;
using RvWeb.Edge.Functions.Scripts;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;
using RvWeb.Edge.Viewer;

namespace RvWeb.Tests.Edge.Functions;

/// <summary>Runs functions without an edge around them.</summary>
internal static class FunctionSamples
{
    public static FunctionRuntime Runtime(int version) => version == 1 ? FunctionRuntime.Js10 : FunctionRuntime.Js20;

    public static FunctionProgram Program(string code, FunctionRuntime runtime = FunctionRuntime.Js20, string? store = null) =>
        ProgramCompiler.Compile(new FunctionDefinition { Name = "Fn", Runtime = runtime, Code = code, StoreId = store });

    public static FunctionOutcome OnRequest(string code, ViewerRequest? request = null, FunctionRuntime runtime = FunctionRuntime.Js20, KeyValueStore? store = null) =>
        FunctionRunner.Run(Run(Program(code, runtime), Event(request ?? EdgeSamples.Request("/"), FunctionEvent.ViewerRequest), store));

    public static FunctionOutcome OnResponse(string code, FunctionResponse response, FunctionRuntime runtime = FunctionRuntime.Js20) =>
        FunctionRunner.Run(Run(Program(code, runtime), Event(EdgeSamples.Request("/"), FunctionEvent.ViewerResponse) with { Response = response }));

    /// <summary>The value of an expression, by way of a function that answers with it.</summary>
    public static string Value(string expression, string before = "", FunctionRuntime runtime = FunctionRuntime.Js20)
    {
        var outcome = OnRequest($"{before}\nfunction handler(event) {{ return {{ statusCode: 200, body: String({expression}) }}; }}", null, runtime);
        return outcome.Response?.Body is { } body ? System.Text.Encoding.UTF8.GetString(body) : throw new InvalidOperationException(outcome.Failure?.Cause);
    }

    public static FunctionEvent Event(ViewerRequest request, string eventType) => new()
    {
        EventType = eventType,
        DistributionDomainName = "d.cloudfront.net",
        DistributionId = "Dist",
        RequestId = "request-id",
        ViewerIp = request.ClientAddress,
        Request = RequestEvents.From(request),
        Location = "LOC",
    };

    public static FunctionRun Run(FunctionProgram program, FunctionEvent source, KeyValueStore? store = null) => new()
    {
        Program = program,
        Event = source,
        Origins = new FunctionOrigins(Origins, new Dictionary<string, LocalOrigin>
        {
            ["other.example.com"] = new(new OriginDefinition { Id = "other.example.com" }, new Uri("http://localhost:1")),
        }),
        Now = EdgeSamples.Now,
        Store = store,
    };

    public static KeyValueStore Store(string? file) => new("Store", file, NullLogger.Instance);

    private static readonly OriginDefinition[] Origins =
        [new() { Id = "app", DomainName = "app.example.com" }, new() { Id = "backup", DomainName = "backup.example.com", Path = "/backup", IsS3 = true }];
}
