namespace Aspire.Hosting;

/// <summary>How an AppHost is built.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The AppHost's command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>Name of the AppHost's assembly; the entry assembly if not set.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Starts no dashboard; then no resource exports telemetry.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>Passes the lines of resources on to the AppHost's log, in categories that begin with its name and <c>.Resources.</c></summary>
    public bool EnableResourceLogging { get; set; }

    /// <summary>The AppHost's folder; that of its project if not set.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>The title in the dashboard; the AppHost's name if not set.</summary>
    public string? DashboardApplicationName { get; set; }
}
