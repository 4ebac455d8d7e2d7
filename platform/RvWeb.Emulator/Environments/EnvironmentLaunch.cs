using System.Globalization;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output.Events;

namespace RvWeb.Emulator.Environments;

/// <summary>How an environment comes to be.</summary>
internal sealed record EnvironmentLaunch
{
    public const string OnDemand = "on-demand";
    public const string ProvisionedConcurrency = "provisioned-concurrency";
    public const string SnapStart = "snap-start";

    // Source: docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html, Init phase.
    private static readonly TimeSpan OnDemandLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AheadLimit = TimeSpan.FromSeconds(130);

    /// <summary>The log stream's name, which tells environments apart on AWS too.</summary>
    public required string Instance { get; init; }

    /// <summary>Its folder for temporary files; the second try of an init finds what the first one left.</summary>
    public required string Scratch { get; init; }

    /// <summary>As AWS_LAMBDA_INITIALIZATION_TYPE says.</summary>
    public string InitializationType { get; init; } = OnDemand;

    /// <summary>Opens the credentials of a restored environment; null for others, whose variables hold them.</summary>
    public string? CredentialsToken { get; init; }

    /// <summary>
    /// The invocation inside which the init is run again after it failed, with the function's timeout for both; null for a
    /// first init. Source: docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html, "Init phase".
    /// </summary>
    public Invocation? Within { get; init; }

    public bool IsProvisioned => InitializationType == ProvisionedConcurrency;

    public bool IsSnapStart => InitializationType == SnapStart;

    /// <summary>Whether a failed init is run again.</summary>
    public bool TriesAgain => InitializationType == OnDemand && Within is null;

    /// <summary>A new environment as the function's first invocation would get it.</summary>
    public static EnvironmentLaunch New(FunctionOptions function, EnvironmentResources resources)
    {
        var instance = string.Create(CultureInfo.InvariantCulture, $"{resources.Time.GetUtcNow():yyyy/MM/dd}/[$LATEST]{resources.NewId():N}");
        return new EnvironmentLaunch
        {
            Instance = instance,
            Scratch = resources.Scratch.Create(instance),
            InitializationType = function.SnapStart ? SnapStart : OnDemand,
            CredentialsToken = function.SnapStart ? resources.NewId().ToString("N") : null,
        };
    }

    /// <summary>What there is to start until the provisioned number lives, within the function's concurrency.</summary>
    public static IReadOnlyList<EnvironmentLaunch> MissingProvisioned(
        FunctionOptions function, EnvironmentResources resources, IReadOnlyCollection<ExecutionEnvironment> live)
    {
        var missing = Math.Min(function.Provisioned - live.Count(environment => environment.Launch.IsProvisioned), function.Concurrency - live.Count);
        return [.. Enumerable.Range(0, Math.Max(missing, 0)).Select(_ => New(function, resources) with { InitializationType = ProvisionedConcurrency })];
    }

    /// <summary>As the platform's records name it.</summary>
    public InitPhase Phase(string region) =>
        new(InitializationType, Within is null ? InitPhase.OfInit : InitPhase.OfInvoke, new RuntimeVersion(region));

    /// <summary>How long the init may take.</summary>
    public TimeSpan InitLimit(TimeSpan functionTimeout)
    {
        if (InitializationType == OnDemand)
            return Within is null ? OnDemandLimit : functionTimeout;
        return functionTimeout > AheadLimit ? functionTimeout : AheadLimit;
    }
}
