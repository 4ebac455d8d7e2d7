namespace RvWeb.Processes;

/// <summary>A child could not be started; the message names the file and the reason.</summary>
/// <param name="message">One sentence.</param>
public sealed class ChildProcessException(string message) : Exception(message);
