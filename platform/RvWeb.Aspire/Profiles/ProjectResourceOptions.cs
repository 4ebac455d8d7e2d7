namespace Aspire.Hosting;

/// <summary>What of a project's own settings counts.</summary>
public class ProjectResourceOptions
{
    /// <summary>The launch profile; if null, that of the AppHost's own name, else the first one that starts the project.</summary>
    public string? LaunchProfileName { get; set; }

    /// <summary>Whether launch profiles are left alone; false by default.</summary>
    public bool ExcludeLaunchProfile { get; set; }

    /// <summary>Whether the Kestrel endpoints in the project's appsettings.json are left alone; false by default.</summary>
    public bool ExcludeKestrelEndpoints { get; set; }
}
