namespace RvWeb.Dashboard.Telemetry;

/// <summary>What a page can show and therefore wait for.</summary>
[Flags]
internal enum ChangeTopics
{
    None = 0,
    Resources = 1,
    Console = 2,
    Traces = 4,
    Logs = 8,
    Metrics = 16,
}
