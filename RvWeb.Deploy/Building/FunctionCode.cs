using Amazon.CDK.AWS.Lambda;

namespace RvWeb.Deploy.Building;

/// <summary>A project of the solution as the code of a Lambda function whose construct does not exist yet.</summary>
/// <param name="projectFile">The project that becomes the function.</param>
/// <param name="isInstalled">Looks for what the build needs on this machine.</param>
/// <param name="progress">Hears about a build's beginning and end.</param>
internal sealed class FunctionCode(string projectFile, Func<Tool, bool> isInstalled, TextWriter progress)
{
    private LateCode? _code;

    /// <summary>Why CDK could not get the code; null if it could or has not asked yet.</summary>
    internal DeployFailedException? Failure => _code?.Failure;

    /// <summary>Built when a function asks for it, which is when CDK knows whether its stack is to be deployed.</summary>
    internal Code ToAsset() => _code = new LateCode(new FunctionAsset(
        new FunctionBuild { ProjectFile = projectFile }, BuildMachine.Here() with { IsInstalled = isInstalled }, progress));
}
