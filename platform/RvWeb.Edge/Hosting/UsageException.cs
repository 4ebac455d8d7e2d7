namespace RvWeb.Edge.Hosting;

/// <summary>Wrong input on the command line; the message names the option, quotes the value and says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
