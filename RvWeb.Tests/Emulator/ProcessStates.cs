using System.Globalization;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Emulator;

/// <summary>What Linux says of a process: <c>S</c> sleeps, <c>T</c> is stopped, <c>Z</c> has ended.</summary>
internal static class ProcessStates
{
    private const char Gone = 'Z';

    /// <summary>Waits until a process is in a state; one that is gone is a zombie.</summary>
    public static async Task ReachesAsync(string processId, char state, CancellationToken cancellationToken)
    {
        ProcessTree.Required();
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Of(int.Parse(processId, CultureInfo.InvariantCulture)) != state)
            await again.WaitForNextTickAsync(cancellationToken);
    }

    public static Task GoneAsync(string processId, CancellationToken cancellationToken) => ReachesAsync(processId, Gone, cancellationToken);

    private static char Of(int id)
    {
        try
        {
            // The name in parentheses may hold anything.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return Gone;
        }
    }
}
