using System.Net;

namespace RvWeb.Tests.Emulator.FrontDoors;

/// <summary>A body of any length that nobody has to hold in memory.</summary>
internal sealed class ZerosContent(int length) : HttpContent
{
    private static readonly byte[] Piece = new byte[64 * 1024];

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (var left = length; left > 0; left -= Piece.Length)
            await stream.WriteAsync(Piece.AsMemory(0, Math.Min(left, Piece.Length)));
    }

    protected override bool TryComputeLength(out long bytes)
    {
        bytes = length;
        return true;
    }
}
