namespace Aspire.Hosting.ApplicationModel;

/// <summary>How an address is shown.</summary>
/// <param name="DisplayName">The text instead of the address; empty for the address itself.</param>
/// <param name="SortOrder">The higher, the earlier.</param>
public sealed record UrlDisplayPropertiesSnapshot(string DisplayName = "", int SortOrder = 0);
