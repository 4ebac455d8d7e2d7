using System.Text.Json;

namespace RvWeb.CloudFormation.Assembly;

/// <summary>What manifest.json of a cdk.out folder says about a stack. Source: the cloud assembly schema (aws/aws-cdk-cli, cloud-assembly-schema).</summary>
internal sealed record StackManifest(string ArtifactId, string StackName, string? Region)
{
    private const string FileName = "manifest.json";
    private const string UnknownRegion = "unknown-region";

    /// <returns>The stacks by the name of their template's file; none if there is no manifest beside the file.</returns>
    public static IReadOnlyDictionary<string, StackManifest> Around(string templateFile)
    {
        var stacks = new Dictionary<string, StackManifest>(StringComparer.Ordinal);
        if (AssemblyFile.Read(Path.Combine(Path.GetDirectoryName(templateFile)!, FileName)) is not { } manifest)
            return stacks;
        foreach (var (id, artifact) in manifest.Child("artifacts")?.Children() ?? [])
            if (artifact.Kind == JsonValueKind.Object && artifact.Text("type") == "aws:cloudformation:stack"
                && artifact.Child("properties") is { } properties && properties.Text("templateFile") is { } file)
                stacks[file] = new StackManifest(id, properties.Text("stackName") ?? id, RegionOf(artifact.Text("environment")));
        return stacks;
    }

    // aws://ACCOUNT/REGION; a stack that is not bound to one says unknown-region.
    private static string? RegionOf(string? environment) =>
        environment?.Split('/') is ["aws:", "", _, { Length: > 0 } region] && region != UnknownRegion ? region : null;
}
