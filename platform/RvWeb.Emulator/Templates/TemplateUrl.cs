using RvWeb.Emulator.Cors;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.Templates;

/// <summary>An AWS::Lambda::Url.</summary>
internal sealed record TemplateUrl
{
    public required AuthType AuthType { get; init; }

    public required InvokeMode InvokeMode { get; init; }

    /// <summary>The alias or version it leads to; null: the function as it is.</summary>
    public string? Qualifier { get; init; }

    public CorsOptions? Cors { get; init; }

    /// <summary>Whether everybody may call it, as far as the template's permissions tell.</summary>
    public required bool IsPermitted { get; init; }
}
