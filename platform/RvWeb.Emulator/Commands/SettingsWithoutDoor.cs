using System.CommandLine;

namespace RvWeb.Emulator.Commands;

/// <summary>Settings of a front door that nothing opens: they would be ignored without a word.</summary>
internal sealed class SettingsWithoutDoor(EmulatorOptionSet set)
{
    /// <param name="parsed">All parts of the command line.</param>
    /// <returns>Null if each setting has its door.</returns>
    public string? Error(IReadOnlyList<ParseResult> parsed)
    {
        foreach (var (port, settings) in Doors(parsed))
            if (Given(parsed, port) is null && settings.Select(setting => Given(parsed, setting)).FirstOrDefault(given => given is not null) is { } lost)
                return $"{lost}: {port.Name} is missing, without which it has no effect; give it a port, or 0 for a free one.";
        return null;
    }

    private IEnumerable<(Option Port, IEnumerable<Option> Settings)> Doors(IReadOnlyList<ParseResult> parsed)
    {
        // A template opens function URLs itself.
        if (Given(parsed, set.Templates.Template) is null)
            yield return (set.FunctionUrl, set.Url.All);
        yield return (set.Doors.HttpApi, [set.Doors.HttpApiPayload, set.Doors.HttpApiStage, set.Doors.HttpApiRoute]);
        yield return (set.Doors.RestApi, [set.Doors.RestApiStage, set.Doors.RestApiRoute, set.Doors.RestApiBinaryMediaType]);
        yield return (set.Doors.LoadBalancer, [set.Doors.LoadBalancerMultiValue]);
    }

    /// <summary>The option as it was given, wherever that was; null if it was not.</summary>
    private static string? Given(IReadOnlyList<ParseResult> parsed, Option option) => parsed
        .Select(part => part.GetResult(option)).FirstOrDefault(result => result is { Implicit: false }) is { } given
        ? string.Join(' ', given.Tokens.Select(token => token.Value).Prepend(option.Name))
        : null;
}
