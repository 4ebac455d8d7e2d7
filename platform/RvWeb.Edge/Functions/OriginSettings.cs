using RvWeb.Edge.Signing;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Functions;

/// <summary>Settings of an origin that a function gave. What is null stays as the origin has it.</summary>
internal sealed record OriginSettings
{
    /// <summary>Key among the origins that run on this machine: who is asked instead.</summary>
    public string? Place { get; init; }
    public string? Path { get; init; }
    public IReadOnlyDictionary<string, string>? CustomHeaders { get; init; }
    public string? HostHeader { get; init; }
    public int? ConnectionAttempts { get; init; }
    public TimeSpan? ConnectionTimeout { get; init; }
    public TimeSpan? ReadTimeout { get; init; }
    public TimeSpan? KeepAlive { get; init; }

    /// <summary>In force if <see cref="SetsAccessControl"/>; null there switches signing off.</summary>
    public OriginAccessControl? AccessControl { get; init; }
    public bool SetsAccessControl { get; init; }

    public OriginDefinition ApplyTo(OriginDefinition origin)
    {
        var headers = CustomHeaders ?? origin.CustomHeaders;
        // "S3 origin configurations will ignore" the timeouts (the page that OriginChange names).
        var times = origin.IsS3 ? new OriginSettings() : this;
        return origin with
        {
            Id = Place ?? origin.Id,
            Path = Path ?? origin.Path,
            CustomHeaders = HostHeader is { } host ? new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase) { ["Host"] = host } : headers,
            ConnectionAttempts = ConnectionAttempts ?? origin.ConnectionAttempts,
            ConnectionTimeout = times.ConnectionTimeout ?? origin.ConnectionTimeout,
            ReadTimeout = times.ReadTimeout ?? origin.ReadTimeout,
            KeepAlive = times.KeepAlive ?? origin.KeepAlive,
            AccessControl = SetsAccessControl ? AccessControl : origin.AccessControl,
        };
    }
}
