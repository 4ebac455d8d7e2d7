namespace RvWeb.Emulator.Output;

/// <summary>How much the platform says in JSON format. Source: docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html.</summary>
internal enum SystemLogLevel
{
    Debug,
    Info,
    Warn,
}
