namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource has to do with another.</summary>
/// <param name="ResourceName">The other.</param>
/// <param name="Type">What the other is to it, for example <c>Parent</c>.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);
