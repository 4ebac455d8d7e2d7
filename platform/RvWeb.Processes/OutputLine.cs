namespace RvWeb.Processes;

/// <summary>One line a child wrote, without its line end.</summary>
/// <param name="Text">The line, read as UTF-8.</param>
/// <param name="IsError">Whether it came from standard error.</param>
public sealed record OutputLine(string Text, bool IsError);
