namespace RvWeb.Dashboard.Commands;

/// <summary>The last command of a resource.</summary>
/// <param name="DisplayName">What its button says.</param>
/// <param name="At">When it began, or ended.</param>
/// <param name="Outcome">Null while it runs.</param>
internal sealed record ExecutedCommand(string DisplayName, DateTimeOffset At, CommandOutcome? Outcome);
