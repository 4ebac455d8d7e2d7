namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command is shown, and when.</summary>
public class CommandOptions
{
    /// <summary>What it does, in a sentence; none by default.</summary>
    public string? Description { get; set; }

    /// <summary>Asked before it is executed; not asked by default.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>The name of a Fluent icon; the dashboard here draws none.</summary>
    public string? IconName { get; set; }

    /// <summary>How the icon is drawn.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether it is shown in the list of resources, too, and not only with the resource's details; false by default.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Whether it can be used as the resource is now; always by default.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}
