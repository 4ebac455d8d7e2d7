using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;
using static RvWeb.Tests.Edge.Functions.FunctionSamples;

namespace RvWeb.Tests.Edge.Functions;

/// <summary>An edge with functions, whose origins are one server: "backup" has a path of its own, "other.example.com" is for functions only.</summary>
internal static class FunctionEdge
{
    private static readonly OriginDefinition[] Origins =
    [
        new() { Id = "app", DomainName = "app.example.com" },
        new() { Id = "backup", Path = "/backup", CustomHeaders = new Dictionary<string, string> { ["X-Backup"] = "yes" } },
    ];

    public static Task<EdgeHarness> StartAsync(
        RequestDelegate answer, string? onRequest = null, string? onResponse = null, CachePolicy? policy = null, OriginRequestPolicy? toOrigin = null,
        Action<ILoggingBuilder>? logs = null, CancellationToken cancellationToken = default)
    {
        var functions = new BehaviorFunctions(onRequest is null ? null : Program(onRequest), onResponse is null ? null : Program(onResponse));
        var behavior = EdgeSamples.Behavior(policy ?? EdgeSamples.Policy(usual: 60), toOrigin) with { Functions = functions };
        return EdgeHarness.StartAsync(answer, behavior, Origins, logs, options => options with
        {
            Explain = true,
            Origins = new Dictionary<string, LocalOrigin>(options.Origins)
            {
                ["other.example.com"] = new(new OriginDefinition { Id = "other.example.com" }, options.Origins["app"].Url),
            },
        }, cancellationToken);
    }
}
