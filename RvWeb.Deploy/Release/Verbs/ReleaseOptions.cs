using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using RvWeb.Deploy.Release.Aws;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>The options that every verb has.</summary>
internal sealed partial class ReleaseOptions
{
    private readonly Option<string?> _environment = new("--env")
    {
        Description = "The environment, such as prod; its stack is RvWeb-ENV. Without it: RvWeb.",
        HelpName = "ENV",
    };

    private readonly Option<string?> _region = new("--region")
    {
        Description = "The region; otherwise what the AWS CLI is set to.",
        HelpName = "REGION",
    };

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "A profile of the AWS CLI.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON value to standard output, for programs." };

    internal ReleaseOptions() => _environment.Validators.Add(MustBeName);

    internal void AddTo(Command command)
    {
        command.Add(_environment);
        command.Add(_region);
        command.Add(_profile);
        command.Add(_json);
    }

    internal bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    internal ReleaseTarget Target(ParseResult parsed) =>
        new(parsed.GetValue(_environment), new AwsAccess(parsed.GetValue(_region), parsed.GetValue(_profile)));

    // It becomes a part of names that CloudFormation and CloudFront allow only this in.
    private static void MustBeName(OptionResult result)
    {
        var name = result.Tokens[0].Value;
        if (!EnvironmentName().IsMatch(name))
            result.AddError($"--env '{name}' is no name of an environment: use up to 32 letters, digits and hyphens, a letter first.");
    }

    [GeneratedRegex("^[A-Za-z](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$")]
    private static partial Regex EnvironmentName();
}
