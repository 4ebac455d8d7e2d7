using System.CommandLine;
using System.CommandLine.Help;

namespace RvWeb.Aspire.Running;

/// <summary>The AppHost's own options.</summary>
internal sealed class AppHostCommandLine
{
    private readonly Option<bool> _noDashboard = new("--no-dashboard") { Description = "Start no dashboard; then no resource exports telemetry." };
    private readonly Option<bool> _dashboardToken = new("--dashboard-token") { Description = "Let only a browser with this run's token see the dashboard, and only this run's resources export to it." };
    private readonly ParseResult _result;

    public AppHostCommandLine(string[] args)
    {
        var root = new RootCommand("Runs every resource of the application on this machine until Ctrl-C.") { _noDashboard, _dashboardToken };
        foreach (var version in root.Options.OfType<VersionOption>().ToList())
            root.Options.Remove(version);
        _result = root.Parse(args);
    }

    public bool NoDashboard => Error is null && _result.GetValue(_noDashboard);

    public bool DashboardToken => Error is null && _result.GetValue(_dashboardToken);

    /// <summary>One line that names what is wrong, or null.</summary>
    public string? Error => _result.Errors.Count == 0 ? null : $"{_result.Errors[0].Message} See --help.";

    public bool AsksForHelp => _result.Action is HelpAction;

    public void WriteHelp(TextWriter output) => _result.Invoke(new InvocationConfiguration { Output = output });
}
