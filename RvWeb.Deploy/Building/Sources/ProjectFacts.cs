using System.Text.Json;
using RvWeb.Processes;

namespace RvWeb.Deploy.Building.Sources;

/// <summary>What MSBuild makes of a project's properties, whatever file sets them.</summary>
internal sealed record ProjectFacts
{
    private const string CommitStamp = "IncludeSourceRevisionInInformationalVersion";

    private static readonly string[] Names =
        ["AssemblyName", "OutputType", "PublishAot", "InvariantGlobalization", CommitStamp, "IntermediateOutputPath"];

    public required string AssemblyName { get; init; }

    public required bool PublishesAot { get; init; }

    public required bool IsInvariant { get; init; }

    /// <summary>Whether the assembly carries the commit it was built from.</summary>
    public required bool StampsCommit { get; init; }

    /// <summary>Where this build, and no other configuration's or machine's, keeps its intermediate files.</summary>
    public required string IntermediateDirectory { get; init; }

    internal static async Task<ProjectFacts> ReadAsync(FunctionBuild build, BuildMachine machine, CancellationToken cancellationToken)
    {
        var read = new BuildStep(
            "dotnet",
            [
                "msbuild", build.ProjectFile, "-nologo", "-nodeReuse:false", "-p:Configuration=Release",
                $"-p:RuntimeIdentifier={build.Machine.RuntimeIdentifier}", $"-getProperty:{string.Join(',', Names)}",
            ],
            build.Directory);
        var output = await read.RunAsync(machine, cancellationToken);
        using var json = JsonDocument.Parse(Json(output));
        var properties = json.RootElement.GetProperty("Properties");
        if (Of("OutputType") is not ("Exe" or "WinExe"))
            throw new DeployFailedException(
                $"{build.ProjectFile} has OutputType {Of("OutputType")}, so nothing in it can be started. A function needs OutputType Exe.");

        return new ProjectFacts
        {
            AssemblyName = Of("AssemblyName"),
            PublishesAot = IsTrue("PublishAot"),
            IsInvariant = IsTrue("InvariantGlobalization"),
            StampsCommit = IsTrue(CommitStamp),
            IntermediateDirectory = Path.GetFullPath(Of("IntermediateOutputPath").Replace('\\', '/'), build.Directory),
        };

        string Of(string name) => properties.GetProperty(name).GetString()!;
        bool IsTrue(string name) => string.Equals(Of(name), "true", StringComparison.OrdinalIgnoreCase);
    }

    // A new SDK greets before it answers.
    private static string Json(IEnumerable<OutputLine> output) =>
        string.Join('\n', output.Where(line => !line.IsError).Select(line => line.Text).SkipWhile(text => !text.StartsWith('{')));

    /// <summary>
    /// What the function needs and the project does not say itself. Given on the command line it holds for the projects it
    /// references too; where one of these is for netstandard and refuses PublishAot, the function's own file must say it.
    /// </summary>
    internal IReadOnlyList<string> NeededOptions(FunctionBuild build)
    {
        var isNative = build.Packaging == FunctionPackaging.NativeAot;
        var options = new List<string>();
        if (isNative && !PublishesAot)
            options.Add("-p:PublishAot=true");
        // provided.al2023 has no ICU: without this the binary does not even start.
        if (isNative && !IsInvariant)
            options.Add("-p:InvariantGlobalization=true");
        // Else the next commit makes other bytes of the same sources.
        if (StampsCommit)
            options.Add($"-p:{CommitStamp}=false");
        return options;
    }

    /// <summary>Drops what a compiler that was stopped may have left half-written, and the next build would take for finished.</summary>
    internal void DropCompiled()
    {
        // By name and no more: what a project calls its intermediate directory may hold other things.
        var native = Path.Combine(IntermediateDirectory, "native");
        if (Directory.Exists(native))
            Directory.Delete(native, recursive: true);
        var assembly = Path.Combine(IntermediateDirectory, AssemblyName + ".dll");
        if (File.Exists(assembly))
            File.Delete(assembly);
    }
}
