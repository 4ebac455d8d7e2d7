namespace RvWeb.Deploy.Building;

/// <summary>A function could not be built. The message is for the person at the terminal: cause first, then what to do.</summary>
internal sealed class BuildFailedException(string message) : Exception(message);
