using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using RvWeb.Deploy.Building.Packing;
using RvWeb.Deploy.Building.Sources;
using AssetOptions = Amazon.CDK.AWS.S3.Assets.AssetOptions;

namespace RvWeb.Deploy.Building;

/// <summary>A project as the code of a function in a CDK app.</summary>
internal sealed class FunctionAsset(FunctionBuild build, BuildMachine machine, TextWriter progress)
{
    /// <summary>
    /// An asset named after its sources and the way it is built: as long as these are the same, CDK neither uploads it again nor is
    /// it built. It is not built either while the stack is not going to be deployed.
    /// </summary>
    /// <exception cref="DeployFailedException">The build fails. Not wrapped by CDK, in whose text nobody finds the compiler's words.</exception>
    internal Code For(Construct scope)
    {
        if (!Amazon.CDK.Stack.Of(scope).BundlingRequired)
            return Unbuilt();

        // CDK waits for its constructs; there is no asynchronous way into it.
        return BuiltAsync(Stage.Of(scope)!.AssetOutdir).GetAwaiter().GetResult();
    }

    /// <summary>What the function's setting Handler must be.</summary>
    internal string Handler() => build.Packaging == FunctionPackaging.NativeAot
        ? PublishedFiles.Bootstrap
        : ProjectFacts.ReadAsync(build, machine, CancellationToken.None).GetAwaiter().GetResult().AssemblyName;

    // Bundling is CDK's own way of not needing the code yet: it skips what a stack of no interest would bundle.
    private AssetCode Unbuilt() => Code.FromAsset(build.Directory, new AssetOptions
    {
        Bundling = new BundlingOptions { Image = DockerImage.FromRegistry(DockerSdk.ImageFor(build)) },
    });

    private async Task<Code> BuiltAsync(string cloudAssembly)
    {
        var hash = await build.HashAsync(machine, CancellationToken.None);
        var file = Path.Combine(cloudAssembly, "functions", $"{build.Name}-{hash}.zip");
        if (!File.Exists(file) && BuiltEarlier.Find(build, hash) is { } zip)
            Take(zip, file);
        else if (!File.Exists(file))
            await BuildAsync(file);
        return Code.FromAsset(file, new AssetOptions { AssetHashType = AssetHashType.CUSTOM, AssetHash = hash });
    }

    // In one step, as a build writes it: nobody ever sees half of it.
    private void Take(string zip, string file)
    {
        progress.WriteLine($"{build.Name} is built already: {zip}");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var part = $"{file}.{System.Environment.ProcessId}.part";
        File.Copy(zip, part, overwrite: true);
        File.Move(part, file, overwrite: true);
    }

    private async Task BuildAsync(string file)
    {
        var report = new BuildProgress(progress, machine.Time);
        report.Begin(build);
        report.End(build, await new FunctionPackager(machine, progress).BuildAsync(build, file, CancellationToken.None));
    }
}
