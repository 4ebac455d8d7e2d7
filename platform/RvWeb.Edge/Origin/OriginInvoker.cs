using System.Net;
using System.Text;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Origin;

/// <summary>The connections to one origin.</summary>
internal static class OriginInvoker
{
    /// <summary>Larger heads are refused, in KiB (CloudFront's limit is 32,768 bytes).</summary>
    private const int LargestHead = 32;

    public static HttpMessageInvoker Create(OriginDefinition origin, TimeProvider time) => new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = new OriginConnector(origin, time).ConnectAsync,
        PooledConnectionIdleTimeout = origin.KeepAlive,
        MaxResponseHeadersLength = LargestHead,
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    });
}
