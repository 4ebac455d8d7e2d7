using System.Net;

namespace RvWeb.Emulator.RuntimeApi;

/// <summary>What Kestrel is told to listen on; the sockets behind it come and go with the environments.</summary>
internal sealed class RuntimeApiEndPoint : EndPoint
{
    public override string ToString() => "runtime-api";
}
