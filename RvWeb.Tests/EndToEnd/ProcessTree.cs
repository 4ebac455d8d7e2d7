using System.Globalization;

namespace RvWeb.Tests.EndToEnd;

/// <summary>Who started whom, as Linux lists it.</summary>
internal static class ProcessTree
{
    /// <summary>Skips a test where processes cannot be listed.</summary>
    public static void Required() =>
        Assert.SkipUnless(Directory.Exists("/proc/self"), "Processes are listed by /proc, which this system lacks.");

    public static List<int> Descendants(int root)
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => (Id: int.Parse(name!, CultureInfo.InvariantCulture), Parent: ParentOf(name!))).ToLookup(process => process.Parent, process => process.Id);
        var found = new List<int>(parents[root]);
        for (var i = 0; i < found.Count; i++)
            found.AddRange(parents[found[i]]);
        return found;
    }

    private static int ParentOf(string id)
    {
        try
        {
            // The name in parentheses may hold anything, so the fields are counted behind it.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }

    public static async Task AllGoneAsync(List<int> processes)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (processes.Exists(IsAlive))
            await again.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    private static bool IsAlive(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The program's name, at most 15 characters of it; empty if it has just ended.</summary>
    public static string NameOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/comm").Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Whether it is a function's process, and still there.</summary>
    public static bool HasRuntimeApi(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/environ").Contains("AWS_LAMBDA_RUNTIME_API=", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    public static async Task SignalAsync(string signal, int id, CancellationToken cancellationToken)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [signal, id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
