namespace RvWeb.Dashboard.Metrics;

/// <summary>What identifies an instrument.</summary>
internal readonly record struct InstrumentName(string Resource, string Meter, string Name);
