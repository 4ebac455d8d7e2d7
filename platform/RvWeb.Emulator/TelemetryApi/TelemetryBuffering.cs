namespace RvWeb.Emulator.TelemetryApi;

/// <summary>
/// When a batch is sent: at the first of three limits. Defaults and bounds of docs.aws.amazon.com/lambda/latest/dg/telemetry-api.html
/// and of the schema in AWS's Runtime Interface Emulator, which agree.
/// </summary>
internal sealed record TelemetryBuffering
{
    public static readonly (int Least, int Most) ItemBounds = (1000, 10_000);

    public static readonly (int Least, int Most) ByteBounds = (256 * 1024, 1024 * 1024);

    /// <summary>Milliseconds.</summary>
    public static readonly (int Least, int Most) TimeoutBounds = (25, 30_000);

    public int MaximumItems { get; init; } = 10_000;

    public int MaximumBytes { get; init; } = 256 * 1024;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);
}
