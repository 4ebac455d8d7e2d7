using System.Globalization;

namespace RvWeb.Dashboard.Telemetry;

/// <param name="Name">The key, such as <c>http.route</c>.</param>
/// <param name="Value">A string, long, double or bool; lists and maps arrive as their JSON text.</param>
internal sealed record TelemetryAttribute(string Name, object Value)
{
    public string Text => Value switch
    {
        bool value => value ? "true" : "false",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)Value,
    };
}
