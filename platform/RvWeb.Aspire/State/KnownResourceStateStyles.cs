namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a state looks.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>All is well.</summary>
    public static readonly string Success = "success";

    /// <summary>It failed.</summary>
    public static readonly string Error = "error";

    /// <summary>Something is going on.</summary>
    public static readonly string Info = "info";

    /// <summary>Somebody should look.</summary>
    public static readonly string Warn = "warn";
}
