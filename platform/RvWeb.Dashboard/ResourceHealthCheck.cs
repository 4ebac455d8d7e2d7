namespace RvWeb.Dashboard;

/// <summary>What a health check of a resource last said.</summary>
/// <param name="Name">The check.</param>
/// <param name="Status">Such as <c>Healthy</c>; null before its first run.</param>
/// <param name="Description">Why, or null.</param>
/// <param name="LastRun">When it last ran, or null.</param>
public sealed record ResourceHealthCheck(string Name, string? Status, string? Description, DateTimeOffset? LastRun);
