namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command ended.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it did what it is for.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether it was given up.</summary>
    public bool Canceled { get; init; }

    /// <summary>One line about it: what was done, or why not.</summary>
    public string? Message { get; init; }

    /// <summary>What it gives back, if anything.</summary>
    public CommandResultData? Data { get; init; }
}
