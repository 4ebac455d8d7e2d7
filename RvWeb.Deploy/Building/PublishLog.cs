namespace RvWeb.Deploy.Building;

/// <summary>What a failed `dotnet publish` said, in the order a person wants it.</summary>
internal static class PublishLog
{
    private const int LastLines = 20;

    /// <summary>The compiler's errors, each once; without any, the log's end. Then the command that failed.</summary>
    internal static string Explain(string log, string command, int exitCode)
    {
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = lines.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct().ToList();
        var cause = errors.Count > 0 ? errors : lines.TakeLast(LastLines);
        return string.Join('\n', [.. cause, $"The function does not build: exit code {exitCode} of {command}"]);
    }
}
