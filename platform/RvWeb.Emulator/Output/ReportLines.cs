using System.Globalization;
using System.Text;
using RvWeb.Emulator.Output.Events;

namespace RvWeb.Emulator.Output;

/// <summary>Lambda's log lines in text form. Source: docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html.</summary>
internal static class ReportLines
{
    public static string Start(string requestId) => $"START RequestId: {requestId} Version: $LATEST";

    public static string End(string requestId) => $"END RequestId: {requestId}";

    public static string Report(ReportEvent report)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"REPORT RequestId: {report.RequestId}\tDuration: {report.Duration.TotalMilliseconds:0.00} ms");
        line.Append(CultureInfo.InvariantCulture, $"\tBilled Duration: {report.BilledMilliseconds:0} ms\tMemory Size: {report.MemoryMegabytes} MB");
        if (report.PeakMemoryMegabytes is { } megabytes)
            line.Append(CultureInfo.InvariantCulture, $"\tMax Memory Used: {megabytes} MB");
        if (report.Init is { } init)
            line.Append(CultureInfo.InvariantCulture, $"\tInit Duration: {init.TotalMilliseconds:0.00} ms");
        if (report.Restore is { } restore)
        {
            line.Append(CultureInfo.InvariantCulture, $"\tRestore Duration: {restore.TotalMilliseconds:0.00} ms");
            line.Append(CultureInfo.InvariantCulture, $"\tBilled Restore Duration: {report.BilledRestoreMilliseconds:0} ms");
        }
        return line.Append(report.Status.Fields).ToString();
    }
}
