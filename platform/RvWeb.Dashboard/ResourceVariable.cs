namespace RvWeb.Dashboard;

/// <summary>An environment variable of a resource.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Shown only when somebody asks for it; null for a secret, which nobody can ask for.</param>
public sealed record ResourceVariable(string Name, string? Value);
