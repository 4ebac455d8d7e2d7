using System.Runtime.InteropServices;
using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;

namespace RvWeb.Deploy.Building;

/// <summary>A project of the solution as the code of a Lambda function.</summary>
/// <param name="root">The directory of the files that steer the build of every project.</param>
/// <param name="projectFile">The project that becomes the function.</param>
/// <param name="isInstalled">Looks for what the build needs on this machine.</param>
/// <param name="progress">Hears about a build's beginning and end.</param>
internal sealed class FunctionCode(string root, string projectFile, Func<Tool, bool> isInstalled, TextWriter progress)
{
    private readonly NativePublish _publish = new(projectFile, Toolchain.On(RuntimeInformation.OSArchitecture));
    private NativeAotBundling? _bundling;

    /// <summary>Why CDK could not get the code; null if it could or has not asked yet.</summary>
    internal DeployFailedException? Failure => _bundling?.Failure;

    /// <summary>
    /// An asset named after its sources and the way it is built, so that CDK neither builds nor uploads an unchanged function.
    /// </summary>
    internal Code ToAsset() => Code.FromAsset(
        Path.GetDirectoryName(projectFile)!,
        new Amazon.CDK.AWS.S3.Assets.AssetOptions
        {
            AssetHashType = AssetHashType.CUSTOM,
            AssetHash = ProjectSources.Hash(
                root, projectFile, [.. _publish.Options, RuntimeInformation.FrameworkDescription]),
            Bundling = new BundlingOptions
            {
                // CDK demands an image; the local bundling never falls back to it.
                Image = DockerImage.FromRegistry("mcr.microsoft.com/dotnet/sdk:10.0"),
                Local = _bundling = new NativeAotBundling(_publish, isInstalled, progress),
            },
        });
}
