using RvWeb.Deploy.Building;
using RvWeb.Deploy.Options;
using RvWeb.Deploy.Stack;

namespace RvWeb.Deploy.Release.Stacks;

/// <summary>Where `init` takes the stack's template from.</summary>
internal static class StackSource
{
    /// <summary>Synthesizes the stack without building the function; needs Node.</summary>
    internal static async Task<string> SynthesizeAsync(Solution solution, StackOptions options, CancellationToken cancellationToken)
    {
        var output = Directory.CreateTempSubdirectory("rvweb-init-");
        try
        {
            // CDK has no way to stop it; it takes seconds and writes only into this directory.
            return await Task.Run(
                () => File.ReadAllText(new Synthesis(solution, Tool.IsInstalled, TextWriter.Null).RunWithoutBuilding(output.FullName, options)),
                cancellationToken);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    internal static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DeployFailedException($"--template {file} cannot be read: {e.Message}");
        }
    }
}
