namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a command gives back beside its message.</summary>
public sealed class CommandResultData
{
    /// <summary>The text.</summary>
    public required string Value { get; init; }

    /// <summary>What the text is; plain text by default.</summary>
    public CommandResultFormat Format { get; init; }
}
