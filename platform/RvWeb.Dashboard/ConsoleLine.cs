namespace RvWeb.Dashboard;

/// <summary>One line a resource wrote.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Text">The line without its end; ANSI colours are shown, other control sequences dropped.</param>
/// <param name="IsError">Whether it came from standard error.</param>
public sealed record ConsoleLine(DateTimeOffset At, string Text, bool IsError);
