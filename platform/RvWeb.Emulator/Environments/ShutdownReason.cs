namespace RvWeb.Emulator.Environments;

/// <summary>Why an environment ends, as extensions are told. Source: docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html, Shutdown phase.</summary>
internal enum ShutdownReason
{
    Spindown,
    Timeout,
    Failure,
}
