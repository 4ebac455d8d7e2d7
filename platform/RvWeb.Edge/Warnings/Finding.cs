namespace RvWeb.Edge.Warnings;

/// <summary>What a rule found; the message is made only if it is the first of its kind.</summary>
internal readonly record struct Finding(string Kind, Func<string> Message);
