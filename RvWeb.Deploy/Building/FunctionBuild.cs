using RvWeb.Deploy.Building.Sources;

namespace RvWeb.Deploy.Building;

/// <summary>What shall become a function, and in which form.</summary>
internal sealed record FunctionBuild
{
    /// <summary>The full path of the project.</summary>
    public required string ProjectFile { get; init; }

    public LambdaMachine Machine { get; init; } = LambdaMachine.Arm64;

    public FunctionPackaging Packaging { get; init; } = FunctionPackaging.NativeAot;

    /// <summary>The full path of a project whose tests must pass first; null for none.</summary>
    public string? TestProject { get; init; }

    /// <summary>The image that builds where the toolchain is missing; null for <see cref="DockerSdk.DefaultImage"/>.</summary>
    public string? DockerImage { get; init; }

    internal string Name => Path.GetFileNameWithoutExtension(ProjectFile);

    internal string Directory => Path.GetDirectoryName(ProjectFile)!;

    /// <summary>What decides the result beside the sources and the SDK.</summary>
    internal IReadOnlyList<string> Options(Toolchain toolchain) => Packaging == FunctionPackaging.NativeAot
        ? ["--configuration", "Release", "--runtime", Machine.RuntimeIdentifier, .. toolchain.PublishOptions]
        : ["--configuration", "Release", "--runtime", Machine.RuntimeIdentifier, "--no-self-contained", "-p:PublishAot=false", "-p:UseAppHost=false"];

    /// <summary>
    /// A hash in hex over all that decides the result: sources, flags, SDK, the image if there is no toolchain here.
    /// </summary>
    internal async Task<string> HashAsync(BuildMachine machine, CancellationToken cancellationToken)
    {
        var toolchain = Toolchain.On(machine.Architecture, Machine);
        var builder = Packaging == FunctionPackaging.FrameworkDependent || toolchain.IsComplete(machine.IsInstalled)
            ? "this machine"
            : DockerSdk.ImageFor(this);
        var sdk = await new BuildStep("dotnet", ["--version"], Directory).RunAsync(machine, cancellationToken);
        return ProjectSources.Hash(
            ProjectSources.RootOf(ProjectFile), ProjectFile, [.. Options(toolchain), builder, .. sdk.Select(line => line.Text)]);
    }
}
