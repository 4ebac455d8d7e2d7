namespace RvWeb.Emulator.Environments;

/// <summary>Where an environment is in its life. Source of the phases: docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html.</summary>
internal enum EnvironmentState
{
    /// <summary>Not ready for its first event yet.</summary>
    Initializing,

    /// <summary>Waits for an event.</summary>
    Idle,

    /// <summary>Has an event and has not answered it.</summary>
    Running,

    /// <summary>Has answered and still tidies up.</summary>
    Settling,

    /// <summary>Is being shut down.</summary>
    Ending,
}
