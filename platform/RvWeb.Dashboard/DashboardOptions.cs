using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RvWeb.Dashboard.Compare;

namespace RvWeb.Dashboard;

/// <summary>Where the dashboard listens and what it is called. Ports are on loopback only; 0 takes any free one.</summary>
public sealed record DashboardOptions
{
    /// <summary>Port of the pages and the read API; by default 15888.</summary>
    public int Port { get; init; } = 15888;

    /// <summary>Port for OTLP/gRPC (HTTP/2 without TLS); by default 4317.</summary>
    public int OtlpGrpcPort { get; init; } = 4317;

    /// <summary>Port for OTLP/HTTP with protobuf or JSON bodies; by default 4318.</summary>
    public int OtlpHttpPort { get; init; } = 4318;

    /// <summary>
    /// Opens the pages: <c>/login?t=TOKEN</c> gives a browser its cookie. By default there is none, and who can reach loopback can read.
    /// </summary>
    public string? BrowserToken { get; init; }

    /// <summary>What exporters must send as <c>x-otlp-api-key</c>; by default nothing.</summary>
    public string? OtlpKey { get; init; }

    /// <summary>
    /// Origins whose pages may send telemetry over OTLP/HTTP, such as <c>http://localhost:8080</c> or <c>https://*.example.com</c>; by default none.
    /// </summary>
    public IReadOnlyList<string> OtlpOrigins { get; init; } = [];

    /// <summary>What programs send as <c>x-api-key</c> to the read API if there is a <see cref="BrowserToken"/>; by default that token.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Title of the pages.</summary>
    public string ApplicationName { get; init; } = "RvWeb.AppHost";

    /// <summary>Clock and time zone of the pages; by default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the dashboard's own warnings go; by default nowhere.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Executes a command, given the names of resource and command; must not throw. Without it there are no commands.</summary>
    public Func<string, string, CancellationToken, Task<CommandOutcome>>? ExecuteCommand { get; init; }

    /// <summary>Runs the comparisons of the page Compare; given so that whoever hosts the dashboard can begin one, too.</summary>
    public Comparisons Comparisons { get; init; } = new();
}
