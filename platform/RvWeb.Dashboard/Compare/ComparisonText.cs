using System.Globalization;
using System.Text;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.Compare;

/// <summary>A comparison as a person reads it on a console.</summary>
internal static class ComparisonText
{
    public static string Of(ComparisonRun run)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"GET {run.Plan.Path}, {run.State.ToString().ToLowerInvariant()} after {run.Done} of {run.All} requests\n");
        foreach (var (side, result) in new[] { (run.Plan.Left, run.Left), (run.Plan.Right, run.Right) })
        {
            var percentiles = new Percentiles(result.Durations);
            text.Append(CultureInfo.InvariantCulture, $"{side.Name}: p50 {At(percentiles, 50)}, p90 {At(percentiles, 90)}, p99 {At(percentiles, 99)}");
            text.Append(CultureInfo.InvariantCulture, $", first {(result.First is { } first ? DurationText.Of(first) : "–")}, {result.Failures} failed\n");
        }

        return text.ToString().TrimEnd();
    }

    private static string At(Percentiles percentiles, double percent) => percentiles.At(percent) is { } duration ? DurationText.Of(duration) : "–";
}
