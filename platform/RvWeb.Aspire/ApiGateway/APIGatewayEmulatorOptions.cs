namespace Aspire.Hosting.AWS.Lambda;

/// <summary>How an API is emulated.</summary>
public class APIGatewayEmulatorOptions
{
    /// <summary>The wanted port; a free one if not set or taken.</summary>
    public int? HttpPort { get; set; }

    /// <summary>Always true here: the emulator speaks http only.</summary>
    public bool DisableHttpsEndpoint { get; set; } = true;
}
