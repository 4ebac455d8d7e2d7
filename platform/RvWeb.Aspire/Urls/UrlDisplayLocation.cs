namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where the dashboard shows an address.</summary>
public enum UrlDisplayLocation
{
    /// <summary>In the list of resources and with the resource's details.</summary>
    SummaryAndDetails,

    /// <summary>With the resource's details only.</summary>
    DetailsOnly,
}
