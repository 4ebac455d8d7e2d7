using System.Net;

namespace RvWeb.Loopback.Http2;

/// <summary>What Kestrel is told to listen on for HTTP/2; its connections come in through the ports.</summary>
internal sealed class Http2EndPoint : EndPoint
{
    public override string ToString() => "http2";
}
