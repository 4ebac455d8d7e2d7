using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RvWeb.Deploy.Release.Checks;
using RvWeb.Deploy.Release.Reports;
using RvWeb.Deploy.Release.Stacks;
using RvWeb.Deploy.Stack;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>Tries what is deployed, or what stands in for it on this machine.</summary>
internal static class TestStackVerb
{
    internal static Command Create(Surroundings surroundings)
    {
        var edge = SiteUrl.Option("--edge-url", "What viewers use, such as http://localhost:9002; otherwise the stack's distribution.");
        var function = SiteUrl.Option("--function-url", "The function's URL, such as http://localhost:9001; otherwise the stack's.");
        var direct = new Option<DirectCalls?>("--direct-calls")
        {
            Description = "Whether the function has to refuse calls past the edge; otherwise what the function's settings say.",
            HelpName = "allowed|refused",
            CustomParser = Read,
        };
        var secretId = new Option<string?>("--secret-id")
        {
            Description = "The secret in Secrets Manager that lets direct calls through, by name or ARN; otherwise the stack's.",
            HelpName = "ID",
        };
        return ReleaseVerb.Create(
            "test-stack",
            "Try the app through CloudFront and directly: endpoints, caching, protection of the origin, times.",
            surroundings,
            (session, parsed, cancellationToken) => RunAsync(
                session, parsed.GetValue(edge), parsed.GetValue(function), parsed.GetValue(direct), parsed.GetValue(secretId), cancellationToken),
            edge, function, direct, secretId);
    }

    private static DirectCalls? Read(ArgumentResult result)
    {
        if (Enum.TryParse<DirectCalls>(result.Tokens[0].Value, ignoreCase: true, out var known) && Enum.IsDefined(known))
            return known;
        result.AddError($"--direct-calls '{result.Tokens[0].Value}' is unknown: use allowed or refused.");
        return null;
    }

    private static async Task<VerbResult> RunAsync(
        Session session, string? edge, string? function, DirectCalls? direct, string? secretId, CancellationToken cancellationToken)
    {
        bool? wantsHashes = null;
        if (edge is null || function is null)
        {
            var (stack, lambda) = await session.FindFunctionAsync(cancellationToken);
            var state = await lambda.DescribeAsync(version: null, cancellationToken);
            // Not for an address that somebody typed: it may be another's.
            if (function is null && state.HasOriginSecret)
                secretId ??= await StackSecret.FindAsync(session.Stack, cancellationToken);
            edge ??= $"https://{Output(stack.Outputs, "cloudfrontDomain", "--edge-url")}";
            function ??= Output(stack.Outputs, "lambdaFunctionUrl", "--function-url");
            var isSigned = !state.HasOriginSecret && await lambda.IsUrlSignedAsync(cancellationToken);
            wantsHashes = isSigned && !await HasEdgeSigningAsync(session, cancellationToken);
            direct ??= state.HasOriginSecret || isSigned ? DirectCalls.Refused : DirectCalls.Allowed;
        }

        var secret = secretId is null ? null : await StackSecret.ReadAsync(session.Aws, secretId, new Uri(function), cancellationToken);
        direct ??= secret is null ? null : DirectCalls.Refused;
        using var client = new SiteClient(session.Surroundings.Time);
        var checks = new SiteChecks(new Uri(edge), new Uri(function), new OriginAccess(direct, secret, wantsHashes), Guid.NewGuid().ToString("N"), client);
        var report = await session.Progress.StepAsync($"Trying {edge} and {function}", () => checks.RunAsync(cancellationToken));
        return VerbResult.Of(Text(report), report, ReleaseJsonContext.Default.SiteReport, report.Passed);
    }

    private static async Task<bool> HasEdgeSigningAsync(Session session, CancellationToken cancellationToken) =>
        (await session.Stack.ResourcesAsync("AWS::Lambda::Function", cancellationToken)).Any(function => function.PhysicalId == EdgeSigning.NameIn(session.Target.StackName));

    private static string Output(IReadOnlyDictionary<string, string> outputs, string name, string option) =>
        outputs.GetValueOrDefault(name) ?? throw new DeployFailedException($"The stack has no output {name}: give the address with {option} URL.");

    private static string Text(SiteReport report)
    {
        var table = PlainTable.Of(
            ["", "check", "seen", "ms"],
            report.Checks.Select(check => new[] { check.Passed ? "ok" : "FAILED", check.Name, check.Detail, Shown(check.Milliseconds) }));
        var failed = report.Checks.Count(check => !check.Passed);
        var end = failed == 0
            ? $"All {report.Checks.Count} checks passed."
            : $"{failed} of {report.Checks.Count} checks failed.";
        return $"{table}\nFirst answer of the function (cold if it was idle): {Shown(report.FirstMilliseconds)} ms, warm: {Shown(report.WarmMilliseconds)} ms, "
            + $"from the edge's cache: {Shown(report.HitMilliseconds)} ms\n{end}";
    }

    private static string Shown(double? milliseconds) => milliseconds?.ToString("F1", CultureInfo.InvariantCulture) ?? "-";
}
