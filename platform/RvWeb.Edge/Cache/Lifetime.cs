namespace RvWeb.Edge.Cache;

/// <summary>How long an answer is fresh; null time: not to be stored at all.</summary>
internal sealed record Lifetime(TimeSpan? Fresh, string Reason);
