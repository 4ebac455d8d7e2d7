namespace RvWeb.Edge.Functions.Scripts;

/// <summary>Code that cannot be made into a function; the message names the line if there is one.</summary>
internal sealed class FunctionCodeException(string message) : Exception(message);
