namespace RvWeb.Edge.Control;

/// <summary>What is posted to be invalidated.</summary>
internal sealed record PathList(string[]? Paths);
