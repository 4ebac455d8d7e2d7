namespace Aspire.Hosting.AWS.Lambda;

/// <summary>How the Lambda service is emulated.</summary>
public class LambdaEmulatorOptions
{
    /// <summary>Port of the Invoke API; a free one if not set or taken.</summary>
    public int? HttpPort { get; set; }

    /// <summary>Always true here: the emulator speaks http only.</summary>
    public bool DisableHttpsEndpoint { get; set; } = true;
}
