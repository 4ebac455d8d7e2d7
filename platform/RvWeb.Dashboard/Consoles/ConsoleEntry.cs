namespace RvWeb.Dashboard.Consoles;

/// <summary>A line with the resource that wrote it.</summary>
internal sealed record ConsoleEntry(string Resource, ConsoleLine Line);
