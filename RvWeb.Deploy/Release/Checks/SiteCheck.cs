namespace RvWeb.Deploy.Release.Checks;

/// <summary>One thing tried at the running app.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="Passed">Whether it was as it must be.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Milliseconds">How long the answer took; null where no single answer counts.</param>
internal sealed record SiteCheck(string Name, bool Passed, string Detail, double? Milliseconds);
