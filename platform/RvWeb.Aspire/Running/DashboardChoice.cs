namespace RvWeb.Aspire.Running;

/// <summary>Whether there is a dashboard, and its title.</summary>
internal sealed record DashboardChoice(bool IsWanted, string ApplicationName);
