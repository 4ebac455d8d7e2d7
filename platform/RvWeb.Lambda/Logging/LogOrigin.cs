namespace RvWeb.Lambda.Logging;

/// <summary>The invocation that an entry belongs to; a copy, for an invocation's own object serves the next one, too.</summary>
internal sealed record LogOrigin(string RequestId, string? TraceId, string? TenantId);
