using Amazon.CDK;
using Amazon.CDK.AWS.Ecr.Assets;
using Amazon.CDK.AWS.Lambda;
using RvWeb.Deploy.Options;

namespace RvWeb.Deploy.Stack;

/// <summary>The app as a container image. To synthesize it takes no Docker: the CDK CLI builds it when it deploys.</summary>
internal static class FunctionImage
{
    private const string Dockerfile = "RvWeb.Web/Dockerfile.lambda";

    // What its function stages copy, and the file itself, which .dockerignore keeps out of layers. Whatever else changes in the
    // repository must not make another image. Of two patterns that fit the later one counts; CDK does not look into a folder that it leaves out.
    private static readonly string[] Context =
    [
        "*", "!global.json", "!Directory.Build.props", "!Directory.Packages.props", "!BannedSymbols.txt", "!.editorconfig",
        "!platform", "platform/*", "!platform/RvWeb.Lambda", "!RvWeb.ServiceDefaults", "!RvWeb.Web", "**/bin", "**/obj", "RvWeb.Web/Dockerfile", "!" + Dockerfile,
    ];

    internal static FunctionProgram Of(Solution solution, StackOptions options) => new(
        options.ImageUri is { } uri ? new PushedImage(uri) : FromSources(solution))
    {
        Runtime = Runtime.FROM_IMAGE,
        Handler = Handler.FROM_IMAGE,
    };

    private static AssetImageCode FromSources(Solution solution) => Code.FromAssetImage(solution.Root, new AssetImageCodeProps
    {
        File = Dockerfile,
        Platform = Platform_.LINUX_ARM64,
        IgnoreMode = IgnoreMode.DOCKER,
        Exclude = Context,
    });
}
