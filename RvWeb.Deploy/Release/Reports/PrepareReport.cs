namespace RvWeb.Deploy.Release.Reports;

/// <summary>Of `prepare`: what the function runs on now.</summary>
internal sealed record PrepareReport(string Function, string Runtime, string Handler, string Architecture, bool Changed);
