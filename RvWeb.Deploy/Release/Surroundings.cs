using System.Collections;

namespace RvWeb.Deploy.Release;

/// <summary>What the verbs find around them: read once from the process, or made up by a test.</summary>
internal sealed record Surroundings
{
    /// <summary>What child processes get; its PATH says where programs are.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Answers questions.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Whether a person sits there, who can be asked and likes to see something move.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>Measures how long things take and waits between two questions.</summary>
    public required TimeProvider Time { get; init; }

    internal static Surroundings OfThisProcess() => new()
    {
        Environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal),
        Input = Console.In,
        IsTerminal = !Console.IsErrorRedirected && !Console.IsInputRedirected,
        Time = TimeProvider.System,
    };

    internal string? Variable(string name) => Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
