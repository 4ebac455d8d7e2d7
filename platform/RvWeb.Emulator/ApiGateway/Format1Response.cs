using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.ApiGateway;

/// <summary>A function's answer in format 1.0. Whether its body is decoded is the front door's to say.</summary>
internal sealed record Format1Response(ViewerResponse Head, string Body, bool IsBase64Encoded);
