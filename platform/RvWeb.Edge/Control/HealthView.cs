namespace RvWeb.Edge.Control;

internal sealed record HealthView(string Status);
