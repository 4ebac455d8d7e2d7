namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state and how it looks.</summary>
/// <param name="Text">One of <see cref="KnownResourceStates"/>, or free text.</param>
/// <param name="Style">One of <see cref="KnownResourceStateStyles"/>.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state without a style.</summary>
    /// <param name="s">The text.</param>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, Style: null);
}
