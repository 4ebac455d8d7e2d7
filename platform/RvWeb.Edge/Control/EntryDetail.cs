namespace RvWeb.Edge.Control;

/// <summary>One stored answer with its headers as a viewer gets them.</summary>
internal sealed record EntryDetail(EntryView Entry, Dictionary<string, string[]> Headers);
