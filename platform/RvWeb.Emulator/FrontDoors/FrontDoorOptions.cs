using RvWeb.Emulator.ApiGateway;
using RvWeb.Emulator.Cors;
using RvWeb.Emulator.Signatures;

namespace RvWeb.Emulator.FrontDoors;

/// <summary>A port that leads to a function.</summary>
internal sealed record FrontDoorOptions
{
    public required FrontDoorKind Kind { get; init; }

    /// <summary>The name of the function behind it.</summary>
    public required string Function { get; init; }

    /// <summary>Of a function URL: the alias it leads to; null: the function as it is.</summary>
    public string? Qualifier { get; init; }

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

    /// <summary>Of an HTTP API.</summary>
    public PayloadFormat PayloadFormat { get; init; }

    /// <summary>Of an HTTP API or a REST API: the name, and so the first segment of every path; null for an HTTP API's <c>$default</c>, which has none.</summary>
    public string? Stage { get; init; }

    /// <summary>Of an HTTP API or a REST API; if there are none, all leads to <see cref="Function"/>.</summary>
    public IReadOnlyList<ApiRoute> Routes { get; init; } = [];

    /// <summary>Of a REST API: the media types whose bodies travel as base64, such as <c>image/png</c>, <c>image/*</c>, <c>*/*</c>.</summary>
    public IReadOnlyList<string> BinaryMediaTypes { get; init; } = [];

    /// <summary>Of a load balancer's target group: whether headers and query have lists of values.</summary>
    public bool MultiValueHeaders { get; init; }

    /// <summary>What every path begins with, without the slash at its end.</summary>
    public string BasePath => Stage is null ? "" : $"/{Stage}";
}
