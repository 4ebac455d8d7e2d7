using System.CommandLine;
using RvWeb.Deploy.Release.Doctor;
using RvWeb.Deploy.Release.Reports;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>Tells what is missing before something fails because of it.</summary>
internal static class DoctorVerb
{
    internal static Command Create(Surroundings surroundings)
    {
        var context = new Option<string[]>("--context", "-c")
        {
            Description = "What the CDK CLI will be given, as far as it is about bootstrap: @aws-cdk/core:bootstrapQualifier=NAME. Otherwise cdk.json says it.",
            HelpName = "NAME=VALUE",
            DefaultValueFactory = _ => [],
        };
        return ReleaseVerb.Create(
            "doctor",
            "Look for what building and shipping need, and name the command that installs what is missing.",
            surroundings,
            (session, parsed, cancellationToken) => RunAsync(session, parsed.GetValue(context) ?? [], cancellationToken),
            context);
    }

    private static async Task<VerbResult> RunAsync(Session session, IReadOnlyList<string> context, CancellationToken cancellationToken)
    {
        var solution = Solution.Here();
        var bootstrap = BootstrapStack.Of(context, solution.CdkSettings);
        var report = await session.Progress.StepAsync("Looking around", () => new Examination(session, solution, bootstrap).RunAsync(cancellationToken));
        return VerbResult.Of(Text(report), report, ReleaseJsonContext.Default.DoctorReport, report.Ready);
    }

    private static string Text(DoctorReport report)
    {
        var table = PlainTable.Of(
            ["", "what", "found", "what to do"],
            report.Findings.Select(finding => new[] { Mark(finding), finding.Name, finding.Detail, finding.Remedy ?? "" }));
        return report.Ready ? $"{table}\nAll that is needed is here." : $"{table}\nSomething that is needed is missing.";
    }

    private static string Mark(DoctorFinding finding) => finding.Found ? "ok" : finding.Needed ? "MISSING" : "optional";
}
