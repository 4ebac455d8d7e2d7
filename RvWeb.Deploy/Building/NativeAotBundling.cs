using System.Diagnostics;
using System.Globalization;
using Amazon.CDK;
using Amazon.JSII.Runtime.Deputy;

namespace RvWeb.Deploy.Building;

/// <summary>CDK calls this when cdk.out does not hold the function's asset yet.</summary>
internal sealed class NativeAotBundling(NativePublish publish, Func<Tool, bool> isInstalled, TextWriter progress)
    : DeputyBase, ILocalBundling
{
    /// <summary>Why the build failed. CDK wraps it into a page of text in which nobody finds the compiler's words.</summary>
    internal DeployFailedException? Failure { get; private set; }

    /// <summary>Never false: CDK would then look for Docker, which cannot do better than the message we have.</summary>
    public bool TryBundle(string outputDir, IBundlingOptions options)
    {
        try
        {
            Build(outputDir);
            return true;
        }
        catch (DeployFailedException failure)
        {
            Failure = failure;
            throw;
        }
    }

    private void Build(string directory)
    {
        publish.Toolchain.Require(isInstalled);
        var name = Path.GetFileNameWithoutExtension(publish.ProjectFile);
        progress.WriteLine($"Building {name} for {Toolchain.RuntimeIdentifier}, Native AOT ...");
        var time = Stopwatch.StartNew();
        var size = publish.Into(directory).Length / 1e6;
        progress.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Built {name}: {size:F1} MB in {time.Elapsed.TotalSeconds:F0} s"));
    }
}
