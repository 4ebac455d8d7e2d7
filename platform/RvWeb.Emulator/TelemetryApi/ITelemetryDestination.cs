namespace RvWeb.Emulator.TelemetryApi;

/// <summary>Where an extension listens.</summary>
internal interface ITelemetryDestination : IDisposable
{
    /// <summary>Delivers a batch; each record is a JSON object.</summary>
    /// <exception cref="IOException">It was not taken; trying again may help.</exception>
    Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken);
}
