using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using RvWeb.Dashboard;
using RvWeb.Processes;

namespace RvWeb.Aspire.Showing;

/// <summary>Takes what processes write to the resources they belong to; the last lines are kept to explain an end.</summary>
internal sealed class ResourceConsole(ResourceBoard board, IResourceCollection resources, TimeProvider time)
{
    private const int TailLines = 10;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _tails = new();

    public void Write(IResource resource, OutputLine line)
    {
        var (name, text) = resource is LambdaEmulatorResource ? Route(resource.Name, line.Text) : (resource.Name, line.Text);
        board.Append(name, new ConsoleLine(time.GetUtcNow(), text, line.IsError));
        var tail = _tails.GetOrAdd(name, _ => new ConcurrentQueue<string>());
        tail.Enqueue(text);
        while (tail.Count > TailLines)
            tail.TryDequeue(out _);
    }

    public IReadOnlyList<string> Tail(string resource) => _tails.TryGetValue(resource, out var tail) ? [.. tail] : [];

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
