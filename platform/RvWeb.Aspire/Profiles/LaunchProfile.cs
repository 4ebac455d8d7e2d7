namespace Aspire.Hosting;

/// <summary>One way to start a project.</summary>
public sealed class LaunchProfile
{
    /// <summary>What is started, for example <c>Project</c>.</summary>
    public string? CommandName { get; set; }

    /// <summary>Arguments, as on a command line.</summary>
    public string? CommandLineArgs { get; set; }

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string? ApplicationUrl { get; set; }

    /// <summary>Path of the page to open.</summary>
    public string? LaunchUrl { get; set; }

    /// <summary>Environment variables.</summary>
    public Dictionary<string, string> EnvironmentVariables { get; set; } = [];
}
