namespace RvWeb.Deploy.Release.Aws;

/// <summary>How a program ended (exit code -1 if by a signal) and what it wrote.</summary>
internal sealed record ProgramAnswer(int ExitCode, string Output, string Error);
