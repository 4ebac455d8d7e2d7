using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output.Events;

namespace RvWeb.Emulator.Environments;

/// <summary>How an environment comes to be.</summary>
internal sealed record EnvironmentLaunch
{
    /// <summary>The log stream's name, which tells environments apart on AWS too.</summary>
    public required string Instance { get; init; }

    /// <summary>
    /// The invocation inside which the init is run again after it failed, with the function's timeout for both; null for a
    /// first init. Source: docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html, "Init phase".
    /// </summary>
    public Invocation? Within { get; init; }

    /// <summary>As AWS_LAMBDA_INITIALIZATION_TYPE says.</summary>
    public string InitializationType { get; init; } = OnDemand;

    public const string OnDemand = "on-demand";

    /// <summary>As the platform's records name it.</summary>
    public InitPhase Phase(string region) =>
        new(InitializationType, Within is null ? InitPhase.OfInit : InitPhase.OfInvoke, new RuntimeVersion(region));
}
