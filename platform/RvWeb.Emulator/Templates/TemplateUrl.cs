namespace RvWeb.Emulator.Templates;

/// <summary>An AWS::Lambda::Url.</summary>
internal sealed record TemplateUrl
{
    /// <summary>Whether everybody may call it, as far as the template's permissions tell.</summary>
    public required bool IsPermitted { get; init; }
}
