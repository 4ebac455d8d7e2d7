namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource at one moment.</summary>
/// <param name="Name">Its name, unique for the resource.</param>
/// <param name="State">Whether it can be used.</param>
/// <param name="DisplayName">What people read.</param>
/// <param name="DisplayDescription">What it does.</param>
/// <param name="ConfirmationMessage">Asked before it is executed.</param>
/// <param name="IsHighlighted">Whether it is shown in the list of resources, too.</param>
public sealed record ResourceCommandSnapshot(
    string Name, ResourceCommandState State, string DisplayName, string? DisplayDescription, string? ConfirmationMessage, bool IsHighlighted);
