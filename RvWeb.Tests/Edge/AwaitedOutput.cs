namespace RvWeb.Tests.Edge;

/// <summary>Output whose first line with a given beginning can be awaited.</summary>
internal sealed class AwaitedOutput(string beginning) : StringWriter
{
    private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Line => _line.Task;

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        if (value?.StartsWith(beginning, StringComparison.Ordinal) == true)
            _line.TrySetResult(value);
        return Task.CompletedTask;
    }
}
