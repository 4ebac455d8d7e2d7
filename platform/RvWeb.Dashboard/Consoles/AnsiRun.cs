namespace RvWeb.Dashboard.Consoles;

/// <summary>Text in one colour.</summary>
/// <param name="Text">Without control characters, save the tab.</param>
/// <param name="Style">Classes of the style sheet, or empty.</param>
internal readonly record struct AnsiRun(string Text, string Style);
