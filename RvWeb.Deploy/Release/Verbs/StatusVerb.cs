using System.CommandLine;
using System.Globalization;
using RvWeb.Deploy.Release.Functions;
using RvWeb.Deploy.Release.Reports;
using RvWeb.Deploy.Release.Stacks;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>Shows what is there, whatever state it is in.</summary>
internal static class StatusVerb
{
    internal static Command Create(Surroundings surroundings) => ReleaseVerb.Create(
        "status",
        "Show the stack, the function, its versions and which of them viewers reach.",
        surroundings,
        (session, _, cancellationToken) => RunAsync(session, cancellationToken));

    private static async Task<VerbResult> RunAsync(Session session, CancellationToken cancellationToken)
    {
        var stack = await session.Stack.DescribeAsync(cancellationToken);
        var report = stack is null
            ? new StatusReport { Stack = session.Target.StackName, Status = null }
            : new StatusReport { Stack = session.Target.StackName, Status = stack.Status, Reason = stack.Reason, Outputs = stack.Outputs };
        if (stack is not null && !stack.IsDead && !stack.Status.StartsWith("DELETE", StringComparison.Ordinal) && !stack.Status.StartsWith("CREATE_IN", StringComparison.Ordinal))
            report = await WithFunctionAsync(report, session, cancellationToken);
        return VerbResult.Of(Text(report, session, stack), report, ReleaseJsonContext.Default.StatusReport);
    }

    private static async Task<StatusReport> WithFunctionAsync(StatusReport report, Session session, CancellationToken cancellationToken)
    {
        var name = report.Outputs.GetValueOrDefault("functionName") ?? await session.Stack.OnlyFunctionAsync(cancellationToken);
        var function = new LambdaFunction(session.Aws, name, session.Surroundings.Time);
        var newest = function.DescribeAsync(version: null, cancellationToken);
        var alias = function.AliasAsync(cancellationToken);
        var versions = function.VersionsAsync(cancellationToken);
        await Task.WhenAll(newest, alias, versions);

        var state = await newest;
        var live = (await alias)?.Version;
        var published = await versions;
        return report with
        {
            Function = name,
            Runtime = state.Runtime ?? "container image",
            Architecture = state.Architecture,
            LastUpdate = state.Progress,
            Live = live,
            LiveIsNewest = live is null ? null : live == "$LATEST" || published.FirstOrDefault(version => version.Version == live)?.CodeSha256 == state.CodeSha256,
            Versions = [.. published.Reverse().Select(Version)],
        };
    }

    private static VersionReport Version(FunctionState state) => new(
        state.Version, state.Runtime ?? "container image", state.Architecture, state.CodeSize, state.CodeSha256, state.Description, state.LastModified);

    private static string Text(StatusReport report, Session session, StackState? stack)
    {
        var lines = new List<string> { $"Stack {report.Stack}: {report.Status ?? "there is none"}{(report.Reason is null ? "" : $" ({report.Reason})")}" };
        if (stack is null)
            lines.Add($"Make it: {session.Target.Command("init")} (or `cdk deploy`)");
        else if (stack.IsDead)
            lines.Add(StackRules.Dead(stack, session.Target).Message);
        lines.AddRange(report.Outputs.OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => $"{output.Key}: {output.Value}"));
        if (report.Function is not null)
            lines.Add($"Function {report.Function}: {report.Runtime}, {report.Architecture}, last update {report.LastUpdate}");
        if (report.LiveIsNewest == false)
            lines.Add($"Viewers reach version {report.Live}; the newest code is another one.");
        if (report.Versions.Count > 0)
            lines.Add(VersionTable(report));
        return string.Join('\n', lines);
    }

    private static string VersionTable(StatusReport report) => PlainTable.Of(
        ["version", "", "size", "code", "modified", "description"],
        report.Versions.Select(version => new[]
        {
            version.Version,
            version.Version == report.Live ? $"<- {LiveAlias.Name}" : "",
            string.Create(CultureInfo.InvariantCulture, $"{version.Size / 1e6:F2} MB"),
            version.CodeSha256.Length > 12 ? version.CodeSha256[..12] : version.CodeSha256,
            version.Modified ?? "",
            version.Description ?? "",
        }));
}
