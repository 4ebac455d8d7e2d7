using System.Globalization;

namespace RvWeb.Aspire.Showing;

/// <summary>What the AppHost says on its console: one aligned line per address, and what went wrong.</summary>
internal sealed class AddressLines(TextWriter output, TextWriter error)
{
    private readonly Lock _gate = new();
    private int _width;

    public void Align(IEnumerable<string> names) => _width = names.Select(name => name.Length).DefaultIfEmpty(0).Max();

    public void Address(string name, string url, int? takenPort)
    {
        var remark = takenPort is { } port ? string.Create(CultureInfo.InvariantCulture, $"  ({port} is taken)") : "";
        Say(output, $"{name.PadRight(_width)}  {url}{remark}");
    }

    public void Ready(int healthy, int all, TimeSpan after)
    {
        var summary = healthy == all ? "all healthy" : string.Create(CultureInfo.InvariantCulture, $"{healthy} of {all} healthy");
        Say(output, string.Create(CultureInfo.InvariantCulture, $"{summary} after {after.TotalSeconds:0.0} s; Ctrl-C stops"));
    }

    public void Ended(string name, string how, IReadOnlyList<string> lastLines)
    {
        lock (_gate)
        {
            Say(error, $"{name.PadRight(_width)}  {how}");
            foreach (var line in lastLines)
                Say(error, $"{new string(' ', _width)}  | {line}");
        }
    }

    private void Say(TextWriter writer, string line)
    {
        lock (_gate)
            writer.WriteLine(line);
    }
}
