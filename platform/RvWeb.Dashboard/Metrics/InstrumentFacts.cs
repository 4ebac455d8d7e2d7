namespace RvWeb.Dashboard.Metrics;

/// <summary>What an exporter says of an instrument besides its values.</summary>
internal sealed record InstrumentFacts(InstrumentName Name, InstrumentKind Kind, string Unit, string Description);
