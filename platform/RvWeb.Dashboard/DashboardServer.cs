using Microsoft.AspNetCore.Builder;
using RvWeb.Dashboard.Hosting;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard;

/// <summary>
/// The dashboard: takes telemetry over OTLP and shows it, with the resources of a <see cref="ResourceBoard"/>, as pages
/// and as JSON. Everything is kept in memory, bounded, and gone with the server. The JSON read API:
/// <list type="table">
/// <item><term><c>GET /api/resources</c></term><description><c>{"resources":[{name, type, state, stateStyle, health,
/// startedAt, exitCode, source, parent, urls:[{name, url}], commands:[{name, displayName, isEnabled}]}]}</c>; null where
/// unknown.</description></item>
/// <item><term><c>POST /api/resources/{name}/commands/{command}</c></term><description>Executes a command:
/// <c>{success, message, text}</c>, with 409 if it failed; 404 with <c>{"error"}</c> if there is none.</description></item>
/// <item><term><c>GET /api/telemetry/traces?text=&amp;resource=&amp;hasError=&amp;limit=</c></term><description>
/// <c>{"traces":[{traceId, name, start, durationMs, spanCount, resources:[name], hasError, hasColdStart}]}</c>, newest
/// first, 200 unless <c>limit</c> says otherwise.</description></item>
/// <item><term><c>GET /api/telemetry/traces/{traceId}</c></term><description>The same members of one trace plus
/// <c>spans:[{spanId, parentSpanId, name, resource, scope, kind, start, end, durationMs, status, statusMessage,
/// attributes:{name: value}, events:[{at, name, attributes}], links:[{traceId, spanId, attributes}]}]</c> in the order
/// of the tree, <c>linkedFrom:[{traceId, spanId, name}]</c> and
/// <c>logs:[{at, level, body, resource, spanId, attributes}]</c>; 404 with <c>{"error"}</c> for an unknown trace.</description></item>
/// <item><term><c>GET /api/telemetry/traces?format=otlp</c>, <c>/traces/{traceId}?format=otlp</c></term><description>The
/// same as OTLP JSON.</description></item>
/// <item><term><c>GET /api/telemetry/spans</c>, <c>/logs</c>, <c>/metrics</c></term><description>OTLP JSON; spans and logs
/// by <c>?resource=&amp;traceId=&amp;hasError=&amp;severity=&amp;search=&amp;limit=</c>, and with <c>follow=true</c> as a
/// stream of lines that goes on.</description></item>
/// <item><term><c>GET /api/telemetry/resources</c></term><description><c>{"resources":[{name, spans, logs, points}]}</c>:
/// how much of each is kept.</description></item>
/// <item><term><c>GET /telemetry/export</c>, <c>POST /api/telemetry/import</c></term><description>All of it as a zip.</description></item>
/// </list>
/// Times are RFC 3339 in UTC, ids lower-case hexadecimal, <c>kind</c> one of unspecified, internal, server, client,
/// producer, consumer, <c>status</c> one of unset, ok, error. Unknown query values are answered with 400 and <c>{"error"}</c>.
/// </summary>
public sealed class DashboardServer : IAsyncDisposable
{
    private readonly WebApplication _pages;
    private readonly WebApplication _otlp;

    private DashboardServer(WebApplication pages, WebApplication otlp, string? token)
    {
        _pages = pages;
        _otlp = otlp;
        Url = LoopbackPort.Of(pages, 0);
        LoginUrl = token is null ? Url : new Uri(Url, BrowserLogin.Path + "?t=" + Uri.EscapeDataString(token));
        OtlpGrpcUrl = LoopbackPort.Of(otlp, 0);
        OtlpHttpUrl = LoopbackPort.Of(otlp, 1);
    }

    /// <summary>Where the pages are, such as <c>http://localhost:15888</c>.</summary>
    public Uri Url { get; }

    /// <summary>What a person opens: the pages, with the token if they ask for one.</summary>
    public Uri LoginUrl { get; }

    /// <summary>What <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> should be for the protocol <c>grpc</c>.</summary>
    public Uri OtlpGrpcUrl { get; }

    /// <summary>What <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> should be for the protocol <c>http/protobuf</c>.</summary>
    public Uri OtlpHttpUrl { get; }

    /// <summary>Starts listening and returns.</summary>
    /// <param name="options">Ports and title.</param>
    /// <param name="resources">What the resources and console pages show; may change at any time.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">A port is taken; the message names it. Nothing is left running.</exception>
    public static async Task<DashboardServer> StartAsync(
        DashboardOptions options, ResourceBoard resources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(resources);
        var telemetry = new TelemetryData(new TelemetryLimits());
        var otlp = OtlpHost.Build(options, telemetry);
        var pages = PagesHost.Build(options, resources, telemetry);
        try
        {
            await otlp.StartAsync(cancellationToken);
            await pages.StartAsync(cancellationToken);
            return new DashboardServer(pages, otlp, options.BrowserToken);
        }
        catch
        {
            await pages.DisposeAsync();
            await otlp.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops listening, ends open event streams and returns when nothing runs any more; may be called twice.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_pages.StopAsync(cancellationToken), _otlp.StopAsync(cancellationToken));

    /// <summary>Stops, if that has not happened.</summary>
    public async ValueTask DisposeAsync()
    {
        await _pages.DisposeAsync();
        await _otlp.DisposeAsync();
    }
}
