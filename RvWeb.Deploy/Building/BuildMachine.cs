using System.Collections;
using System.Runtime.InteropServices;

namespace RvWeb.Deploy.Building;

/// <summary>The machine that builds.</summary>
internal sealed record BuildMachine
{
    public required Architecture Architecture { get; init; }

    /// <summary>What the programs of the build get; its PATH is where they are looked for.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required Func<Tool, bool> IsInstalled { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>This machine, with the environment of this process.</summary>
    internal static BuildMachine Here() => With(
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal));

    /// <summary>This machine, with another environment.</summary>
    internal static BuildMachine With(IReadOnlyDictionary<string, string> environment) => new()
    {
        Architecture = RuntimeInformation.OSArchitecture,
        Environment = environment,
        IsInstalled = tool => tool.IsFound(environment.GetValueOrDefault("PATH")),
    };
}
