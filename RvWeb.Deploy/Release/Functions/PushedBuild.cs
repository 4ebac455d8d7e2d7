using System.Runtime.InteropServices;
using RvWeb.Deploy.Building;

namespace RvWeb.Deploy.Release.Functions;

/// <summary>Builds what `push` ships.</summary>
internal static class PushedBuild
{
    /// <summary>A zip in the directory, with the app as one ARM64 binary.</summary>
    internal static async Task<string> IntoAsync(string directory, Solution solution, CancellationToken cancellationToken)
    {
        var toolchain = Toolchain.On(RuntimeInformation.OSArchitecture);
        toolchain.Require(Tool.IsInstalled);
        var bootstrap = await Task.Run(() => new NativePublish(solution.WebProject, toolchain).Into(directory), CancellationToken.None)
            .WaitAsync(cancellationToken);
        var zip = Path.Combine(directory, "RvWeb.Web.zip");
        await using var file = File.Create(zip);
        NativeZip.Write(await File.ReadAllBytesAsync(bootstrap.FullName, cancellationToken), file);
        return zip;
    }
}
