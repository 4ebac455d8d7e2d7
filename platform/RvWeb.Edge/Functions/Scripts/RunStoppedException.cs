namespace RvWeb.Edge.Functions.Scripts;

/// <summary>Ends a run from outside of JavaScript, where no catch of the function sees it.</summary>
internal sealed class RunStoppedException(string message) : Exception(message);
