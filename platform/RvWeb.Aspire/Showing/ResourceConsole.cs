using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using RvWeb.Dashboard;
using RvWeb.Processes;

namespace RvWeb.Aspire.Showing;

/// <summary>Takes what processes write to the resources they belong to; the last lines are kept to explain an end.</summary>
internal sealed class ResourceConsole(ResourceBoard board, IResourceCollection resources, ResourceLogForwarding forwarding, TimeProvider time)
{
    private const int TailLines = 10;

    private readonly ConcurrentDictionary<string, ConsoleLines> _consoles = new(StringComparer.OrdinalIgnoreCase);

    public void Write(IResource resource, OutputLine line)
    {
        var (name, text) = resource is LambdaEmulatorResource ? Route(resource.Name, line.Text) : (resource.Name, line.Text);
        board.Append(name, new ConsoleLine(time.GetUtcNow(), text, line.IsError));
        Of(name).Add(text, line.IsError);
        forwarding.Write(name, text, line.IsError);
    }

    public ConsoleLines Of(string resource) => _consoles.GetOrAdd(resource, _ => new ConsoleLines());

    public IReadOnlyList<string> Tail(string resource) => [.. Of(resource).Last(TailLines).Select(line => line.Content)];

    // The emulator passes a function's lines on as "<function> | <line>".
    private (string Resource, string Text) Route(string emulator, string text)
    {
        var end = text.IndexOf(" | ", StringComparison.Ordinal);
        if (end < 0)
            return (emulator, text);
        var function = resources.OfType<LambdaProjectResource>().FirstOrDefault(function => text.AsSpan(0, end).SequenceEqual(function.Name));
        return function is null ? (emulator, text) : (function.Name, text[(end + 3)..]);
    }
}
