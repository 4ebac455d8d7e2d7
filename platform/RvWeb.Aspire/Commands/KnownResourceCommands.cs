namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names of the commands that resources with a process have by themselves.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts what does not run.</summary>
    public const string StartCommand = "start";

    /// <summary>Stops what runs.</summary>
    public const string StopCommand = "stop";

    /// <summary>Stops and starts what runs.</summary>
    public const string RestartCommand = "restart";

    /// <summary>Builds a project, and starts it again.</summary>
    public const string RebuildCommand = "rebuild";
}
