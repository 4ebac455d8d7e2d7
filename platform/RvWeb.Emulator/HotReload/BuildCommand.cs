namespace RvWeb.Emulator.HotReload;

/// <summary>What builds a program.</summary>
/// <param name="Text">As the user gave it.</param>
/// <param name="FileName">Full path of the tool.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="WorkingDirectory">Where it runs.</param>
internal sealed record BuildCommand(string Text, string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory);
