namespace RvWeb.Dashboard;

/// <summary>Something a person can have done with a resource.</summary>
/// <param name="Name">Unique for the resource.</param>
/// <param name="DisplayName">What its button says.</param>
public sealed record ResourceCommand(string Name, string DisplayName)
{
    /// <summary>What it does, in a sentence; none by default.</summary>
    public string? Description { get; init; }

    /// <summary>Asked before it is executed; by default it is executed at once.</summary>
    public string? Confirmation { get; init; }

    /// <summary>Whether the list of resources offers it, too, and not only the resource's details.</summary>
    public bool IsHighlighted { get; init; }

    /// <summary>Whether it can be executed now; by default it can.</summary>
    public bool IsEnabled { get; init; } = true;
}
