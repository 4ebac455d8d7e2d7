using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RvWeb.Bench.Caching;

/// <summary>The load generator wrk, one thread so that the caches get most of two cores.</summary>
internal static partial class Wrk
{
    /// <returns>Requests a second.</returns>
    /// <exception cref="InvalidOperationException">It is missing, or some answers were errors: their rate would say nothing.</exception>
    public static async Task<double> RunAsync(string file, Uri url, int connections, int seconds, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-t1", string.Create(CultureInfo.InvariantCulture, $"-c{connections}"), string.Create(CultureInfo.InvariantCulture, $"-d{seconds}s"), url.ToString(),
        ];
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var rate = Rate().Match(text);
        return rate.Success && !text.Contains("Non-2xx", StringComparison.Ordinal)
            ? double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{file} against {url} said: {text}");
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();
}
