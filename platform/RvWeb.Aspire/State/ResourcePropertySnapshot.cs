namespace Aspire.Hosting.ApplicationModel;

/// <summary>A property of a resource to show.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value);
