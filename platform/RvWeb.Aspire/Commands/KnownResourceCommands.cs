namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names of the commands that resources with a process have by themselves.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts what does not run.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops what runs.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops and starts what runs.</summary>
    public static readonly string RestartCommand = "restart";

    /// <summary>Builds a project, and starts it again.</summary>
    public static readonly string RebuildCommand = "rebuild";
}
