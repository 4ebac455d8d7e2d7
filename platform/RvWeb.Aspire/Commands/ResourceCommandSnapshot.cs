namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource at one moment.</summary>
/// <param name="Name">Its name, unique for the resource.</param>
/// <param name="State">Whether it can be used.</param>
/// <param name="DisplayName">What people read.</param>
/// <param name="DisplayDescription">What it does.</param>
/// <param name="Parameter">Always null: commands take no arguments here.</param>
/// <param name="ConfirmationMessage">Asked before it is executed.</param>
/// <param name="IconName">The name of a Fluent icon.</param>
/// <param name="IconVariant">How the icon is drawn.</param>
/// <param name="IsHighlighted">Whether it is shown in the list of resources, too.</param>
public sealed record ResourceCommandSnapshot(
    string Name,
    ResourceCommandState State,
    string DisplayName,
    string? DisplayDescription,
    object? Parameter,
    string? ConfirmationMessage,
    string? IconName,
    IconVariant? IconVariant,
    bool IsHighlighted);
