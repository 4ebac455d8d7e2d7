using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address the dashboard shows for a resource.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The place among the resource's addresses: the higher, the earlier.</summary>
    [SuppressMessage("Design", "CA1051", Justification = "It is a field in Aspire, too: what is assembled against one must run on the other.")]
    public int? DisplayOrder;

    /// <summary>The address; a relative one belongs to <see cref="Endpoint"/>.</summary>
    public required string Url { get; set; }

    /// <summary>The text instead of the address.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint it belongs to, if any.</summary>
    public EndpointReference? Endpoint { get; init; }

    /// <summary>Where it is shown; everywhere by default.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; }
}
