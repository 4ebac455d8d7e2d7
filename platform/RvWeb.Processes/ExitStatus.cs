using System.Globalization;

namespace RvWeb.Processes;

/// <summary>How a child ended: by itself with a code, or by a signal. Both are null only if the system has lost the answer.</summary>
/// <param name="ExitCode">What the program returned, 0 to 255.</param>
/// <param name="Signal">The number of the signal that ended it.</param>
public sealed record ExitStatus(int? ExitCode, int? Signal)
{
    /// <summary><c>exit status 3</c> or <c>signal 9 (SIGKILL)</c>.</summary>
    /// <returns>One phrase for a sentence or a table.</returns>
    public override string ToString() => this switch
    {
        { ExitCode: { } code } => string.Create(CultureInfo.InvariantCulture, $"exit status {code}"),
        { Signal: { } number } => string.Create(CultureInfo.InvariantCulture, $"signal {number}{NameOf(number)}"),
        _ => "unknown exit status",
    };

    // Only numbers that Linux and macOS share.
    private static string NameOf(int signal) => signal switch
    {
        1 => " (SIGHUP)",
        2 => " (SIGINT)",
        3 => " (SIGQUIT)",
        4 => " (SIGILL)",
        5 => " (SIGTRAP)",
        6 => " (SIGABRT)",
        8 => " (SIGFPE)",
        9 => " (SIGKILL)",
        11 => " (SIGSEGV)",
        13 => " (SIGPIPE)",
        14 => " (SIGALRM)",
        15 => " (SIGTERM)",
        _ => "",
    };
}
