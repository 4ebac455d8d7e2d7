using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RvWeb.Deploy.Release.Functions;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>Points viewers to an older version; its code is where it was, so this takes a second.</summary>
internal static class RollbackVerb
{
    internal static Command Create(Surroundings surroundings)
    {
        var to = new Option<int?>("--to") { Description = "The version; otherwise the one before the current one.", HelpName = "VERSION" };
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
        var version = to is { } wanted ? Given(versions, wanted, session) : Before(versions, alias.Version, session);
        if (version == alias.Version)
            return Report(function, alias.Version, version, $"`{LiveAlias.Name}` is at version {version} already; nothing to do.");

        await session.Progress.StepAsync(
            $"Moving `{LiveAlias.Name}` from version {alias.Version} to {version}", () => function.MoveAliasAsync(alias, version, cancellationToken));
        return Report(function, alias.Version, version, $"Viewers reach version {version} again. Try it: {session.Target.Command("test-stack")}");
    }

    private static string Before(IReadOnlyList<FunctionState> versions, string current, Session session)
    {
        var number = current == "$LATEST" ? int.MaxValue : Number(current);
        return versions.LastOrDefault(version => Number(version.Version) < number)?.Version
            ?? throw new DeployFailedException($"There is no version before {current}. {Known(versions, session)}");
    }

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
