namespace RvWeb.Deploy.Release.Reports;

/// <summary>What `--json` prints where a verb could not do its work.</summary>
internal sealed record FailureReport(string Error);
