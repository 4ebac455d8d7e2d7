using RvWeb.Deploy.Building;

namespace RvWeb.Deploy.Release.Functions;

/// <summary>Builds what `push` ships.</summary>
internal static class PushedBuild
{
    /// <summary>A zip in the directory, with the app as one ARM64 binary; its path.</summary>
    internal static async Task<string> IntoAsync(
        string directory, Solution solution, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var build = new FunctionBuild { ProjectFile = solution.WebProject };
        var package = await new FunctionPackager(BuildMachine.With(environment), TextWriter.Null)
            .BuildAsync(build, Path.Combine(directory, build.Name + ".zip"), cancellationToken);
        return package.ZipFile;
    }
}
