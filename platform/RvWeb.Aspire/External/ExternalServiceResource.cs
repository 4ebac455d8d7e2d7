using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.External;

namespace Aspire.Hosting;

/// <summary>A service that runs elsewhere; it is neither started nor stopped.</summary>
public sealed class ExternalServiceResource : Resource
{
    /// <summary>A service whose address is known.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="uri">Its address.</param>
    public ExternalServiceResource(string name, Uri uri)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(uri);
        Uri = ServiceAddress.Check(name, uri.OriginalString);
        Address = new ServiceAddress(this);
    }

    /// <summary>A service whose address is a parameter.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="urlParameter">The parameter.</param>
    public ExternalServiceResource(string name, ParameterResource urlParameter)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        UrlParameter = urlParameter;
        Address = new ServiceAddress(this);
    }

    /// <summary>Its address; null if that is a parameter.</summary>
    public Uri? Uri { get; }

    /// <summary>The parameter its address is in, if it is in one.</summary>
    public ParameterResource? UrlParameter { get; }

    internal ServiceAddress Address { get; }
}
