namespace RvWeb.Emulator.TelemetryApi;

/// <summary>What an extension asked for.</summary>
internal sealed record TelemetrySubscription
{
    /// <summary>The first version, in which every record of a log line is text.</summary>
    public const string FirstVersion = "2022-07-01";

    public static readonly string[] Versions = [FirstVersion, "2022-12-13", "2025-01-29"];

    public required string SchemaVersion { get; init; }

    public required TelemetryStreams Streams { get; init; }

    public TelemetryBuffering Buffering { get; init; } = new();

    /// <summary>Where an HTTP listener waits; null if it is to be a TCP connection.</summary>
    public Uri? Address { get; init; }

    /// <summary>POST or PUT.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>Where the extension listens for a TCP connection; zero with an <see cref="Address"/>.</summary>
    public int Port { get; init; }

    /// <summary>As the API spells them.</summary>
    public IReadOnlyList<string> StreamNames =>
        [.. Enum.GetValues<TelemetryStreams>().Where(stream => stream != 0 && Streams.HasFlag(stream)).Select(stream => stream.ToString().ToLowerInvariant())];
}
