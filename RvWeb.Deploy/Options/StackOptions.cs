namespace RvWeb.Deploy.Options;

/// <summary>All that can be chosen about the stack; <c>-c name=value</c> sets one. docs/stack-options.md tells users of each.</summary>
internal sealed record StackOptions
{
    /// <summary>Which copy of the stack, such as <c>prod</c>; null for the one without a name.</summary>
    public string? Environment { get; init; }

    /// <summary>Where the stack is deployed; null leaves it to whoever deploys.</summary>
    public string? Region { get; init; }

    public CodePackage Package { get; init; }

    /// <summary>An image that is in ECR already; null has the CDK CLI build and push one.</summary>
    public string? ImageUri { get; init; }

    /// <summary>In MB; CPU grows with it.</summary>
    public int Memory { get; init; } = 128;

    /// <summary>In seconds. CloudFront is told to wait one second longer, if its own 30 are not enough.</summary>
    public int Timeout { get; init; } = 10;

    /// <summary>The most environments that run at once; null: as many as the account has.</summary>
    public int? ReservedConcurrency { get; init; }

    public InvokeMode InvokeMode { get; init; }

    /// <summary>X-Ray traces.</summary>
    public bool Tracing { get; init; }

    /// <summary>In days; of access logs too.</summary>
    public int LogRetention { get; init; } = 30;

    /// <summary>Entries of the app below it are not kept.</summary>
    public string LogLevel { get; init; } = "INFO";

    public OriginProtection OriginProtection { get; init; }

    /// <summary>Counted up to rotate: each generation is a secret of its own.</summary>
    public int OriginSecretGeneration { get; init; } = 1;

    /// <summary>Whether the generation before is accepted too.</summary>
    public bool OriginSecretPrevious { get; init; } = true;

    public PriceClass PriceClass { get; init; }

    /// <summary>A name of the distribution's beside CloudFront's own.</summary>
    public string? Domain { get; init; }

    /// <summary>The ARN of the domain's certificate.</summary>
    public string? Certificate { get; init; }

    /// <summary>Whether CloudFront writes its requests into a bucket.</summary>
    public bool AccessLogs { get; init; }

    /// <summary>The ARN of a web ACL of AWS WAF.</summary>
    public string? WebAcl { get; init; }

    public bool Alarms { get; init; }

    /// <summary>The ARN of the topic that alarms are sent to; null: they are only shown.</summary>
    public string? AlarmTopic { get; init; }

    /// <summary>Of one account and region.</summary>
    public string StackName => Environment is null ? "RvWeb" : $"RvWeb-{Environment}";

    /// <summary>Whether CloudFront signs what it asks the function.</summary>
    public bool IsSigned => OriginProtection is OriginProtection.Oac or OriginProtection.OacWithEdgeSigning;

    /// <summary>Whether a rotation is under way: two secrets are accepted.</summary>
    public bool HasPreviousSecret => OriginProtection == OriginProtection.SharedSecret && OriginSecretGeneration > 1 && OriginSecretPrevious;
}
