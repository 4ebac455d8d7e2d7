using System.Runtime.InteropServices;
using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;

namespace RvWeb.Deploy.Building;

/// <summary>A project of the solution as the code of a Lambda function.</summary>
internal sealed class FunctionCode(Solution solution, TextWriter progress)
{
    private readonly NativePublish _publish = new(solution.WebProject, Toolchain.On(RuntimeInformation.OSArchitecture));
    private NativeAotBundling? _bundling;

    /// <summary>Why CDK could not get the code; null if it could or has not asked yet.</summary>
    internal DeployFailedException? Failure => _bundling?.Failure;

    /// <summary>
    /// An asset named after its sources and the way it is built, so that CDK neither builds nor uploads an unchanged function.
    /// </summary>
    internal Code ToAsset() => Code.FromAsset(
        Path.GetDirectoryName(_publish.ProjectFile)!,
        new Amazon.CDK.AWS.S3.Assets.AssetOptions
        {
            AssetHashType = AssetHashType.CUSTOM,
            AssetHash = ProjectSources.Hash(
                solution.Root, _publish.ProjectFile, [.. _publish.Options, RuntimeInformation.FrameworkDescription]),
            Bundling = new BundlingOptions
            {
                // CDK demands an image; the local bundling never falls back to it.
                Image = DockerImage.FromRegistry("mcr.microsoft.com/dotnet/sdk:10.0"),
                Local = _bundling = new NativeAotBundling(_publish, Tool.IsInstalled, progress),
            },
        });
}
