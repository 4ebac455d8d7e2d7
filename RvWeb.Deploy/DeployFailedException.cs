namespace RvWeb.Deploy;

/// <summary>A step failed in a way the person at the terminal can act on: the message says the cause, then what to do.</summary>
internal sealed class DeployFailedException(string message) : Exception(message);
