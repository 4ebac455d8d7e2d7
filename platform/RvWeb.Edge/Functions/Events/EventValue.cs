namespace RvWeb.Edge.Functions.Events;

/// <summary>One value of a field; attributes are what follows the value in a Set-Cookie.</summary>
internal readonly record struct EventValue(string Value, string? Attributes = null);
