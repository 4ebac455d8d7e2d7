namespace RvWeb.Deploy.Release.Reports;

/// <summary>Of `rollback`: where `live` pointed and where it points now.</summary>
internal sealed record RollbackReport(string Function, string Version, string Before, bool Changed);
