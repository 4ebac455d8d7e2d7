using RvWeb.Edge.Warnings;

namespace RvWeb.Edge.Control;

/// <summary>Everything at once, as the verb <c>inspect</c> shows it.</summary>
internal sealed record InspectionView(string Distribution, StatisticsView Statistics, EntryView[] Entries, Accident[] Warnings);
