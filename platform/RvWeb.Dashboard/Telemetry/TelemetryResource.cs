namespace RvWeb.Dashboard.Telemetry;

/// <summary>Who sent telemetry. Equal is only the same instance: <see cref="ResourceTable"/> shares them.</summary>
/// <param name="name">The resource's <c>service.name</c>.</param>
/// <param name="attributes">All it says about itself.</param>
internal sealed class TelemetryResource(string name, AttributeSet attributes)
{
    public string Name { get; } = name;

    public AttributeSet Attributes { get; } = attributes;
}
