namespace RvWeb.Dashboard.TraceDetail;

/// <summary>A part of a cold start.</summary>
/// <param name="Name">What happened, such as <c>build app</c>.</param>
/// <param name="Style">Its class in the style sheet.</param>
/// <param name="Time">When.</param>
internal sealed record ColdPhase(string Name, string Style, Stretch Time);
