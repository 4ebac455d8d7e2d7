using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.HttpEvents;

namespace RvWeb.Emulator.FunctionUrl;

/// <summary>What a function URL makes of a function's answer. Content types and the compact spelling are as recorded.</summary>
internal static class FunctionUrlResponseReader
{
    private static readonly Format2ResponseReader Reader = new("application/json", keepsInferred: false);

    public static ViewerResponse Read(ReadOnlyMemory<byte> payload) => Reader.Read(payload) ?? FunctionUrlResponses.BadGateway;
}
