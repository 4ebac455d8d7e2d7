using RvWeb.CloudFormation.Secrets;

namespace RvWeb.Emulator.Templates;

/// <summary>Which template, and what its parameters are.</summary>
internal sealed record TemplateOptions
{
    /// <summary>A file, or a folder such as cdk.out.</summary>
    public required string Path { get; init; }

    /// <summary>Which stack of a folder; null if there is but one with functions.</summary>
    public string? Stack { get; init; }

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>What its secrets are.</summary>
    public SecretValues Secrets { get; init; } = SecretValues.None;

    /// <summary>Where the stack would be deployed, unless cdk.out knows better.</summary>
    public required string Region { get; init; }

    /// <summary>Where code that is in a zip can be unpacked; made when first asked for.</summary>
    public required Func<string> ScratchFolder { get; init; }
}
