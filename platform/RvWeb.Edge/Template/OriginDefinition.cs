namespace RvWeb.Edge.Template;

/// <summary>An origin of the template; where it is on this machine is said on the command line.</summary>
internal sealed record OriginDefinition
{
    public required string Id { get; init; }
    public string Path { get; init; } = "";

    /// <summary>Null if it is known only on AWS.</summary>
    public string? DomainName { get; init; }
    public IReadOnlyDictionary<string, string> CustomHeaders { get; init; } = new Dictionary<string, string>();
    public int ConnectionAttempts { get; init; } = 3;
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(10);
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
