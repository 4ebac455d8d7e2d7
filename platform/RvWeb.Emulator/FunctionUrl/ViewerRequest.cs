using Microsoft.Extensions.Primitives;
using RvWeb.Emulator.Signatures;

namespace RvWeb.Emulator.FunctionUrl;

/// <summary>An HTTP request as the function URL got it.</summary>
internal sealed record ViewerRequest
{
    public required string Method { get; init; }

    public required string RawPath { get; init; }

    /// <summary>Without the question mark.</summary>
    public string RawQuery { get; init; } = "";

    public string Protocol { get; init; } = "HTTP/1.1";

    public string Scheme { get; init; } = "http";

    public IReadOnlyList<KeyValuePair<string, StringValues>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    public required string SourceIp { get; init; }

    /// <summary>The port the viewer connected to.</summary>
    public required int Port { get; init; }

    /// <summary>Who signed it; null if signatures are not asked for.</summary>
    public SigningKey? Caller { get; init; }

    public string Header(string name) =>
        Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value.ToString();
}
