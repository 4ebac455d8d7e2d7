using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RvWeb.Deploy.Release.Functions;
using RvWeb.Deploy.Release.Reports;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>Points viewers to an older version; its code is where it was, so this takes a second.</summary>
internal static class RollbackVerb
{
    internal static Command Create(Surroundings surroundings)
    {
        var to = new Option<int?>("--to") { Description = "The version; otherwise the one that viewers had before.", HelpName = "VERSION" };
        to.Validators.Add(MustBePositive);
        return ReleaseVerb.Create(
            "rollback",
            $"Move the alias `{LiveAlias.Name}` to the version before.",
            surroundings,
            (session, parsed, cancellationToken) => RunAsync(session, parsed.GetValue(to), cancellationToken),
            to);
    }

    private static void MustBePositive(OptionResult result)
    {
        if (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version == 0)
            result.AddError($"--to '{result.Tokens[0].Value}' is no version: use a number from 1 on.");
    }

    private static async Task<VerbResult> RunAsync(Session session, int? to, CancellationToken cancellationToken)
    {
        var (_, function) = await session.FindFunctionAsync(cancellationToken);
        var alias = await function.AliasAsync(cancellationToken)
            ?? throw new DeployFailedException($"{function.Name} has no alias `{LiveAlias.Name}`, so nothing was pushed yet: {session.Target.Command("push")}");
        var versions = await function.VersionsAsync(cancellationToken);
        var version = to is { } wanted ? Given(versions, wanted, session) : Before(versions, alias, session);
        if (version == alias.Version)
            return Report(function, alias.Version, version, $"`{LiveAlias.Name}` is at version {version} already; nothing to do.");

        await session.Progress.StepAsync(
            $"Moving `{LiveAlias.Name}` from version {alias.Version} to {version}", () => function.MoveAliasAsync(alias, version, After(alias.History, version), cancellationToken));
        return Report(function, alias.Version, version, $"Viewers reach version {version} again. Try it: {session.Target.Command("test-stack")}");
    }

    // By its history; an alias without one was moved by CloudFormation, so the number before is the deployment before.
    private static string Before(IReadOnlyList<FunctionState> versions, LiveAlias alias, Session session)
    {
        var remembered = alias.History.Versions.FirstOrDefault(version => versions.Any(known => known.Version == version));
        var number = alias.Version == "$LATEST" ? int.MaxValue : Number(alias.Version);
        return remembered
            ?? versions.LastOrDefault(version => Number(version.Version) < number)?.Version
            ?? throw new DeployFailedException($"There is no version before {alias.Version}. {Known(versions, session)}");
    }

    // What was before the version that viewers get back; nothing is known of one that they never had.
    private static LiveHistory After(LiveHistory history, string version) =>
        new([.. history.Versions.SkipWhile(older => older != version).Skip(1)]);

    private static string Given(IReadOnlyList<FunctionState> versions, int wanted, Session session) =>
        versions.FirstOrDefault(version => Number(version.Version) == wanted)?.Version
        ?? throw new DeployFailedException($"There is no version {wanted}. {Known(versions, session)}");

    private static string Known(IReadOnlyList<FunctionState> versions, Session session) => versions.Count == 0
        ? $"None was published yet: {session.Target.Command("push")}"
        : $"There is {string.Join(", ", versions.Select(version => version.Version))}: {session.Target.Command("status")}";

    private static int Number(string version) => int.Parse(version, CultureInfo.InvariantCulture);

    private static VerbResult Report(LambdaFunction function, string before, string version, string text) => VerbResult.Of(
        text, new RollbackReport(function.Name, version, before, before != version), ReleaseJsonContext.Default.RollbackReport);
}
