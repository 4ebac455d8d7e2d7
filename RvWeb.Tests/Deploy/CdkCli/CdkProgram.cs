using System.Runtime.InteropServices;
using RvWeb.Deploy;
using RvWeb.Deploy.Building;
using RvWeb.Tests.Deploy.Release;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Deploy.CdkCli;

/// <summary>The CDK CLI that package.json pins, as it is, run where cdk.json is, with the app as it was built with the tests.</summary>
/// <param name="aws">Where it deploys to.</param>
/// <param name="output">For the cloud assembly.</param>
internal sealed class CdkProgram(FakeAws aws, string output)
{
    /// <summary>moto looks for a template in the bucket that a URL's path names only if the URL has this word in it.</summary>
    internal const string Qualifier = "localhost";

    private const string Account = "123456789012";
    private const string Region = "us-east-1";

    private static readonly string Program = Path.Combine(Solution.Here().Root, "node_modules", ".bin", "cdk");

    private static string AppDirectory => Path.GetDirectoryName(Solution.Here().CdkSettings)!;

    internal static string Bucket => $"cdk-{Qualifier}-assets-{Account}-{Region}";

    internal static void SkipUnlessThere() => Assert.SkipUnless(
        Tool.IsInstalled(new Tool("node", "nodejs")) && File.Exists(Program) && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows),
        "The CDK CLI is not installed: npm ci");

    /// <summary>Away from cdk.json, whose app it would run for nothing.</summary>
    internal Task<string> BootstrapAsync() => RunAsync(
        Path.GetTempPath(), "bootstrap", "--qualifier", Qualifier, "--toolkit-stack-name", $"CDKToolkit-{Qualifier}", $"aws://{Account}/{Region}");

    internal Task<string> DeployAsync(string environment) => RunAsync(AppDirectory, ["deploy", .. App(environment), "--require-approval", "never"]);

    internal Task<string> DestroyAsync(string environment) => RunAsync(AppDirectory, ["destroy", .. App(environment), "--force"]);

    private string[] App(string environment) =>
    [
        "--app", BuiltProgram.PathOf("RvWeb.Deploy"), "--output", output,
        "-c", $"env={environment}", "-c", $"@aws-cdk/core:bootstrapQualifier={Qualifier}",
    ];

    // All it wrote; it must end well.
    private async Task<string> RunAsync(string directory, params string[] arguments)
    {
        var settings = aws.Surroundings().Environment.Select(variable => (variable.Key, variable.Value));
        await using var cdk = new BuiltProgram(
            "sh",
            ["-c", "cd \"$0\" && exec \"$@\"", directory, Program, .. arguments, "--no-notices"],
            [.. settings, ("NO_COLOR", "1"), ("CI", "true"), ("AWS_PROFILE", "")]);
        var lines = string.Join('\n', await cdk.AllLinesAsync(TestContext.Current.CancellationToken));
        Assert.True((await cdk.Exited).ExitCode == 0, lines);
        return lines;
    }
}
