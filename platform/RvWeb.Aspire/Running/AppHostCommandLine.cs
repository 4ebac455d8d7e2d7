using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;

namespace RvWeb.Aspire.Running;

/// <summary>The AppHost's own options; what looks like SECTION:KEY=VALUE is configuration instead.</summary>
internal sealed partial class AppHostCommandLine
{
    private readonly Option<bool> _noDashboard = new("--no-dashboard") { Description = "Start no dashboard; then no resource exports telemetry." };
    private readonly Option<bool> _watch = new("--watch") { Description = "Build a project when its sources change, and restart only what is made of it." };
    private readonly Option<bool> _native = new("--native") { Description = "Publish the functions as Native AOT binaries first and run those: cold starts as they will be. Takes about a minute after a change." };
    private readonly Option<string?> _environment = new("--environment") { HelpName = "NAME", Description = "The environment's name; Development if neither this nor DOTNET_ENVIRONMENT says otherwise." };
    private readonly Option<bool> _dashboardToken = new("--dashboard-token") { Description = "Let only a browser with this run's token see the dashboard, and only this run's resources export to it." };
    private readonly ParseResult _result;

    public AppHostCommandLine(string[] args)
    {
        var settings = new Argument<string[]>("[--]SECTION:KEY=VALUE") { Description = "Sets configuration, for example Parameters:name=value.", Arity = ArgumentArity.ZeroOrMore };
        settings.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                result.AddError($"Unrecognized command or argument '{token.Value}'.");
        });
        var root = new RootCommand("Runs every resource of the application on this machine until Ctrl-C.") { _noDashboard, _dashboardToken, _watch, _native, _environment, settings };
        root.Validators.Add(result =>
        {
            if (result.GetValue(_watch) && result.GetValue(_native))
                result.AddError("--watch and --native exclude each other: a native build takes longer than anybody waits after each save.");
        });
        foreach (var version in root.Options.OfType<VersionOption>().ToList())
            root.Options.Remove(version);
        Settings = [.. args.Where(IsSetting)];
        _result = root.Parse([.. args.Where(argument => !IsSetting(argument))]);
    }

    /// <summary>For the configuration's command-line source.</summary>
    public string[] Settings { get; }

    public bool NoDashboard => Error is null && _result.GetValue(_noDashboard);

    public bool Watch => Error is null && _result.GetValue(_watch);

    public bool Native => Error is null && _result.GetValue(_native);

    public string? EnvironmentName => Error is null ? _result.GetValue(_environment) : null;

    public bool DashboardToken => Error is null && _result.GetValue(_dashboardToken);

    /// <summary>One line that names what is wrong, or null.</summary>
    public string? Error => _result.Errors.Count == 0 ? null : $"{_result.Errors[0].Message} See --help.";

    public bool AsksForHelp => _result.Action is HelpAction;

    public void WriteHelp(TextWriter output) => _result.Invoke(new InvocationConfiguration { Output = output });

    private static bool IsSetting(string argument) => Setting().IsMatch(argument);

    [GeneratedRegex(@"^(--)?\w[\w.-]*(:[\w.-]+)+=")]
    private static partial Regex Setting();
}
