using Aspire.Hosting;
using RvWeb.Aspire.Hosting;

namespace RvWeb.Aspire.Launching;

/// <summary>A project known by its file only: it was not built with the AppHost, so it is built when it starts.</summary>
/// <param name="projectPath">The project file's absolute path.</param>
internal sealed class SourceProject(string projectPath) : IBuiltProject
{
    private string? _executable;

    public string ProjectPath => projectPath;

    public string ExecutablePath => _executable ?? throw new DistributedApplicationException($"{projectPath} is not built yet.");

    public void BuiltTo(string executable) => _executable = executable;
}
