namespace RvWeb.Emulator.TelemetryApi;

/// <summary>What an extension can subscribe to; the names in lower case are those of the API.</summary>
[Flags]
internal enum TelemetryStreams
{
    None = 0,

    /// <summary>What the platform says of inits and invocations.</summary>
    Platform = 1,

    /// <summary>What the runtime's process prints.</summary>
    Function = 2,

    /// <summary>What extensions print.</summary>
    Extension = 4,
}
