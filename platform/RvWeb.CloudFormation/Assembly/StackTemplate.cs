namespace RvWeb.CloudFormation.Assembly;

/// <summary>The template of one stack, in a file.</summary>
public sealed record StackTemplate
{
    /// <summary>Full path of the file.</summary>
    public required string File { get; init; }

    /// <summary>The stack's name as cdk.out tells it, else the file's name without its endings.</summary>
    public required string Name { get; init; }

    /// <summary>What the CDK CLI calls the stack, which may have another name on AWS; null outside cdk.out.</summary>
    public string? ArtifactId { get; init; }

    /// <summary>Where cdk.out says that it is deployed; null if it does not.</summary>
    public string? Region { get; init; }

    /// <summary>What is in the file.</summary>
    public required CloudFormationTemplate Template { get; init; }

    /// <summary>The file or folder that cdk.out holds for an object of the asset bucket; null if it holds none.</summary>
    /// <param name="objectKey">The object's key.</param>
    public string? Asset(string objectKey) => AssetManifest.Find(Path.GetDirectoryName(File)!, objectKey);
}
