namespace RvWeb.Aspire.Showing;

/// <summary>Whether there is a dashboard, and its title.</summary>
internal sealed record DashboardChoice(bool IsWanted, string ApplicationName);
