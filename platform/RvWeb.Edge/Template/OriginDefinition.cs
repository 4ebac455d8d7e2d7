using RvWeb.Edge.Signing;

namespace RvWeb.Edge.Template;

/// <summary>An origin of the template; where it is on this machine is said on the command line.</summary>
internal sealed record OriginDefinition
{
    public required string Id { get; init; }

    /// <summary>What its DomainName leads to, nearest first: a function URL and its function, an API, a load balancer, a bucket.</summary>
    public IReadOnlyList<string> LogicalIds { get; init; } = [];
    public string Path { get; init; } = "";

    /// <summary>Null if it is known only on AWS.</summary>
    public string? DomainName { get; init; }
    public IReadOnlyDictionary<string, string> CustomHeaders { get; init; } = new Dictionary<string, string>();
    public int ConnectionAttempts { get; init; } = 3;
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(10);
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection without a request is kept.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For all attempts and the whole answer together; null if there is no such limit.</summary>
    public TimeSpan? CompletionTimeout { get; init; }

    /// <summary>Has an S3OriginConfig: then ErrorCachingMinTTL 0 acts as 1 s (E4).</summary>
    public bool IsS3 { get; init; }
    public OriginAccessControl? AccessControl { get; init; }
}
