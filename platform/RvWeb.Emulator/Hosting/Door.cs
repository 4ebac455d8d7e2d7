namespace RvWeb.Emulator.Hosting;

/// <summary>What a port leads to. Each connection carries its door, so a request needs no lookup by port.</summary>
internal sealed record Door(RequestDelegate Handle);
