namespace Aspire.Hosting.ApplicationModel;

/// <summary>Any program.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">A path, or a name looked up in <c>PATH</c>.</param>
/// <param name="workingDirectory">Where it runs.</param>
public class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>A path, or a name looked up in <c>PATH</c>.</summary>
    public string Command { get; } = command;

    /// <summary>Where it runs.</summary>
    public string WorkingDirectory { get; internal set; } = workingDirectory;
}
