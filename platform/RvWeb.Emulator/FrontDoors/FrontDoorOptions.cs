using RvWeb.Emulator.Cors;
using RvWeb.Emulator.Signatures;

namespace RvWeb.Emulator.FrontDoors;

/// <summary>A port that leads to a function.</summary>
internal sealed record FrontDoorOptions
{
    public required FrontDoorKind Kind { get; init; }

    /// <summary>The name of the function behind it.</summary>
    public required string Function { get; init; }

    /// <summary>0: a free one.</summary>
    public required int Port { get; init; }

    /// <summary>Whether anybody may call; otherwise everybody is answered 403.</summary>
    public bool IsPermitted { get; init; } = true;

    /// <summary>Of a function URL.</summary>
    public InvokeMode InvokeMode { get; init; }

    /// <summary>Of a function URL; null if browsers of other origins are the function's own affair.</summary>
    public CorsOptions? Cors { get; init; }

    /// <summary>Of a function URL.</summary>
    public AuthType AuthType { get; init; }

    /// <summary>For <see cref="AuthType.AwsIam"/>: whose signatures are accepted.</summary>
    public IReadOnlyList<SigningKey> SigningKeys { get; init; } = [];
}
