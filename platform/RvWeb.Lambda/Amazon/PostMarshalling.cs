using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace RvWeb.Lambda.Amazon;

/// <summary>
/// Calls what an app has registered in its <see cref="HostingOptions"/>, in the order of AWS's package. Nothing but those options
/// refers to it: an app that sets none is published without it, and without X.509.
/// </summary>
internal sealed class PostMarshalling(HostingOptions options)
{
    public bool HasRequest =>
        options.PostMarshallHttpAuthenticationFeature is not null || options.PostMarshallRequestFeature is not null
        || options.PostMarshallConnectionFeature is not null || options.PostMarshallTlsConnectionFeature is not null
        || options.PostMarshallItemsFeature is not null;

    public bool HasResponse => options.PostMarshallResponseFeature is not null;

    public void Request(IFeatureCollection features, InvocationItems items)
    {
        options.PostMarshallHttpAuthenticationFeature?.Invoke(features.GetRequiredFeature<IHttpAuthenticationFeature>(), items.Event, items.Context);
        options.PostMarshallRequestFeature?.Invoke(features.GetRequiredFeature<IHttpRequestFeature>(), items.Event, items.Context);
        options.PostMarshallConnectionFeature?.Invoke(features.GetRequiredFeature<IHttpConnectionFeature>(), items.Event, items.Context);
        if (options.PostMarshallTlsConnectionFeature is { } callback)
        {
            var tls = new ClientCertificate(items.Event);
            features.Set<ITlsConnectionFeature>(tls);
            callback(tls, items.Event, items.Context);
        }

        options.PostMarshallItemsFeature?.Invoke(items, items.Event, items.Context);
    }

    public void Response(IFeatureCollection features, InvocationItems items) =>
        options.PostMarshallResponseFeature?.Invoke(features.GetRequiredFeature<IHttpResponseFeature>(), items.Event, items.Context);
}
