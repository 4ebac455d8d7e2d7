namespace RvWeb.Deploy.Release.Reports;

/// <summary>Of `push`.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Version">What `live` points to now.</param>
/// <param name="Before">What it pointed to before; null if there was no alias.</param>
/// <param name="CodeSha256">Of that version's code.</param>
/// <param name="Changed">Whether this run did something.</param>
/// <param name="HealthUrl">What was asked; null if nothing was.</param>
internal sealed record PushReport(string Function, string Version, string? Before, string CodeSha256, bool Changed, string? HealthUrl);
