namespace RvWeb.Deploy.Release.Reports;

/// <summary>A published version of the function.</summary>
internal sealed record VersionReport(string Version, string Runtime, string Architecture, long Size, string CodeSha256, string? Description, string? Modified);
