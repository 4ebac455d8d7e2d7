using System.Globalization;
using System.Text;

namespace RvWeb.Emulator.Output;

/// <summary>Lambda's log lines in text form. Source: docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html.</summary>
internal static class ReportLines
{
    public static string Start(string requestId) => $"START RequestId: {requestId} Version: $LATEST";

    public static string End(string requestId) => $"END RequestId: {requestId}";

    public static string Report(string requestId, TimeSpan duration, TimeSpan? init, int memory, int? peakMemory, string? errorType)
    {
        // Init time is billed too since August 2025 (AWS Compute Blog, "AWS Lambda standardizes billing for INIT Phase").
        var billed = Math.Ceiling((duration + (init ?? TimeSpan.Zero)).TotalMilliseconds);
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"REPORT RequestId: {requestId}\tDuration: {duration.TotalMilliseconds:0.00} ms");
        line.Append(CultureInfo.InvariantCulture, $"\tBilled Duration: {billed:0} ms\tMemory Size: {memory} MB");
        if (peakMemory is { } megabytes)
            line.Append(CultureInfo.InvariantCulture, $"\tMax Memory Used: {megabytes} MB");
        if (init is { } initDuration)
            line.Append(CultureInfo.InvariantCulture, $"\tInit Duration: {initDuration.TotalMilliseconds:0.00} ms");
        if (errorType is not null)
            line.Append(errorType == "Sandbox.Timedout" ? "\tStatus: timeout" : $"\tStatus: error\tError Type: {errorType}");
        return line.ToString();
    }
}
