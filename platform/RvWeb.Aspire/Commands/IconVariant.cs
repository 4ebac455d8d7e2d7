namespace Aspire.Hosting.ApplicationModel;

/// <summary>How an icon is drawn.</summary>
public enum IconVariant
{
    /// <summary>As lines.</summary>
    Regular,

    /// <summary>As an area.</summary>
    Filled,
}
