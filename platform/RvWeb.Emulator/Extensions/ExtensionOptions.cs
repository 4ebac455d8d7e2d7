namespace RvWeb.Emulator.Extensions;

/// <summary>An external extension: a program of its own, which Lambda would find in <c>/opt/extensions</c>.</summary>
internal sealed record ExtensionOptions
{
    /// <summary>Full path of the program.</summary>
    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The file's name, by which it has to register.</summary>
    public string Name => Path.GetFileName(FileName);
}
