namespace RvWeb.Aspire.Showing;

/// <summary>Whether there is a dashboard, its title, and whether the command line asks for a token.</summary>
internal sealed record DashboardChoice(bool IsWanted, string ApplicationName, bool IsSecured = false);
