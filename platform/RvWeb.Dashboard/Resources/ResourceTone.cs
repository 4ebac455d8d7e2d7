namespace RvWeb.Dashboard.Resources;

/// <summary>The colour of a resource's state, as a class of the style sheet.</summary>
internal static class ResourceTone
{
    public static string Of(ResourceRow row) => row.StateStyle is "success" or "info" or "warn" or "error" ? row.StateStyle : "none";
}
