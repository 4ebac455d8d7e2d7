using System.Runtime.InteropServices;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using RvWeb.Aspire.Launching;

namespace RvWeb.Aspire.Running;

/// <summary>
/// With <c>--native</c>: makes of each function the Native AOT binary that ships, for this machine, so that cold starts are as
/// short as they will be. What is there already is used again if no source has changed.
/// </summary>
internal sealed class NativePublish(AppHostCommandLine commandLine, ProjectBuild build, IEnumerable<IResource> resources)
{
    public bool IsWanted(IResource resource) => commandLine.Native && resource is (LambdaEmulatorResource or LambdaProjectResource);

    /// <summary>Publishes a function, or all that an emulator runs.</summary>
    /// <exception cref="DistributedApplicationException">The linker is missing, or one does not build, or is no native code.</exception>
    public async Task PublishAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (NativeLinker.Missing(Environment.GetEnvironmentVariable("PATH")) is { } missing)
            throw new DistributedApplicationException(missing);
        foreach (var function in resource is LambdaProjectResource one ? [one] : resources.OfType<LambdaProjectResource>())
            await PublishFunctionAsync(function, cancellationToken);
    }

    private async Task PublishFunctionAsync(LambdaProjectResource function, CancellationToken cancellationToken)
    {
        var project = function.Annotations.OfType<IProjectMetadata>().First().ProjectPath;
        var name = Path.GetFileName(BuiltProject.Of(function).ExecutablePath);
        var output = Path.Combine(AppContext.BaseDirectory, "native", function.Name);
        if (await build.PublishAsync(function, project, RuntimeInformation.RuntimeIdentifier, output, cancellationToken) is { } error)
            throw new DistributedApplicationException(error);
        if (File.Exists(Path.Combine(output, name + ".dll")))
            throw new DistributedApplicationException($"{project} is not published as native code: set PublishAot to true in it, or leave out --native.");
        // What is for Lambda alone is called bootstrap, as Lambda wants it.
        var binary = new[] { "bootstrap", name }.Select(file => Path.Combine(output, file)).First(File.Exists);
        if (!function.Annotations.OfType<NativeBinaryAnnotation>().Any())
            function.Annotations.Add(new NativeBinaryAnnotation(binary));
    }
}
