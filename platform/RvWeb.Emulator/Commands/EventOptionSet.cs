using System.CommandLine;
using RvWeb.Emulator.EventInvocations;

namespace RvWeb.Emulator.Commands;

/// <summary>The options for asynchronous invocations; their ranges are AWS's (API_PutFunctionEventInvokeConfig).</summary>
internal sealed class EventOptionSet
{
    public Option<int> Retries { get; } = NumberOption.Create(
        "--event-retries", "N", "How often an invocation of type Event is repeated when the function fails.", 0, 2, byDefault: 2);

    public Option<int> MaximumAge { get; } = NumberOption.Create(
        "--event-max-age", "S", "Seconds after which such an event is dropped.", 60, 21600, byDefault: 21600);

    private readonly Option<int> _delay = NumberOption.Create(
        "--event-retry-delay", "S", "Seconds before its first retry, twice as many before the second; AWS waits 60.", 0, 60, byDefault: 1);

    public Option<string?> OnSuccess { get; } = Destination("--on-success", "has succeeded");

    public Option<string?> OnFailure { get; } = Destination("--on-failure", "is dropped");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Retries, MaximumAge, _delay, OnSuccess, OnFailure])
            command.Add(option);
    }

    /// <param name="result">The parsed command.</param>
    /// <param name="functions">The names of the functions that are served.</param>
    public IEnumerable<string> Errors(ParseResult result, IReadOnlyCollection<string> functions)
    {
        foreach (var option in (Option<string?>[])[OnSuccess, OnFailure])
            if (result.GetValue(option) is { } name && !name.StartsWith("arn:", StringComparison.Ordinal) && !functions.Contains(name))
                yield return $"{option.Name} {name}: no such function here; give one of {string.Join(", ", functions)}, or an ARN, which is told in the log.";
    }

    public EventInvokeOptions Read(ParseResult result) => new()
    {
        MaximumRetryAttempts = result.GetValue(Retries),
        MaximumEventAge = TimeSpan.FromSeconds(result.GetValue(MaximumAge)),
        RetryDelay = TimeSpan.FromSeconds(result.GetValue(_delay)),
        OnSuccess = result.GetValue(OnSuccess),
        OnFailure = result.GetValue(OnFailure),
    };

    private static Option<string?> Destination(string name, string when) => new(name)
    {
        HelpName = "NAME|ARN",
        Description = $"Gets the invocation record of an event that {when}: a function here is invoked with it, an ARN is told in the log.",
    };
}
