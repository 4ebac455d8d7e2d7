namespace RvWeb.Dashboard.Telemetry;

/// <param name="Name">The resource's <c>service.name</c>.</param>
/// <param name="Attributes">All it says about itself.</param>
internal sealed record TelemetryResource(string Name, AttributeSet Attributes);
