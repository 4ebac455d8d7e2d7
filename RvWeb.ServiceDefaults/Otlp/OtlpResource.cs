namespace RvWeb.ServiceDefaults.Otlp;

/// <summary>Who exports: <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> (opentelemetry.io/docs/specs/otel/resource/sdk).</summary>
internal sealed class OtlpResource(string? serviceName, string? attributes)
{
    private readonly Dictionary<string, string> _attributes = Read(serviceName, attributes);

    /// <summary>Writes the message as field 1, which it is in spans and in logs.</summary>
    public void Write(ProtobufWriter writer)
    {
        var resource = writer.Begin(1);
        foreach (var (name, value) in _attributes)
            writer.Attribute(1, name, value);
        writer.End(resource);
    }

    private static Dictionary<string, string> Read(string? serviceName, string? attributes)
    {
        var read = new Dictionary<string, string> { ["telemetry.sdk.language"] = "dotnet", ["telemetry.sdk.name"] = "rvweb" };
        foreach (var pair in (attributes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (pair.Split('=', 2) is [var name, var value])
                read[name.Trim()] = Uri.UnescapeDataString(value.Trim());
        if (!string.IsNullOrEmpty(serviceName))
            read["service.name"] = serviceName;
        return read;
    }
}
