namespace RvWeb.Edge.Warnings;

/// <summary>Something that is probably not meant, told once per behavior and kind.</summary>
/// <param name="Kind">One of <see cref="AccidentKinds"/>.</param>
/// <param name="Behavior">The behavior's path pattern.</param>
/// <param name="Message">What happens, and what to do.</param>
/// <param name="Since">When it was seen first.</param>
internal sealed record Accident(string Kind, string Behavior, string Message, DateTimeOffset Since);
