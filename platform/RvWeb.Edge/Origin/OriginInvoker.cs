using System.Net;
using System.Text;

namespace RvWeb.Edge.Origin;

/// <summary>The connections to one origin.</summary>
internal static class OriginInvoker
{
    /// <summary>
    /// Larger heads are refused, in KiB (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-general).
    /// </summary>
    private const int LargestHead = 32;

    public static HttpMessageInvoker Create(TimeSpan keepAlive, TimeProvider time) => new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = new OriginConnector(time).ConnectAsync,
        PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new OriginConnection(context.PlaintextStream)),
        PooledConnectionIdleTimeout = keepAlive,
        MaxResponseHeadersLength = LargestHead,
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    });
}
