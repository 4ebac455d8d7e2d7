namespace RvWeb.Edge.Control;

/// <summary>What the control API says when it refuses.</summary>
internal sealed record ControlError(string Error);
