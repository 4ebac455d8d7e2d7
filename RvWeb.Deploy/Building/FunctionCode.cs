using System.Runtime.InteropServices;
using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;

namespace RvWeb.Deploy.Building;

/// <summary>A project of the solution as the code of a Lambda function.</summary>
internal static class FunctionCode
{
    /// <summary>
    /// Named after its sources and the way it is built, so that CDK neither builds nor uploads an unchanged function.
    /// </summary>
    internal static Code Of(Solution solution, TextWriter progress)
    {
        var project = solution.WebProject;
        var publish = new NativePublish(project, Toolchain.On(RuntimeInformation.OSArchitecture));
        return Code.FromAsset(Path.GetDirectoryName(project)!, new Amazon.CDK.AWS.S3.Assets.AssetOptions
        {
            AssetHashType = AssetHashType.CUSTOM,
            AssetHash = ProjectSources.Hash(solution.Root, project, [.. publish.Options, RuntimeInformation.FrameworkDescription]),
            Bundling = new BundlingOptions
            {
                // CDK demands an image; the local bundling never falls back to it.
                Image = DockerImage.FromRegistry("mcr.microsoft.com/dotnet/sdk:10.0"),
                Local = new NativeAotBundling(publish, Tool.IsInstalled, progress),
            },
        });
    }
}
