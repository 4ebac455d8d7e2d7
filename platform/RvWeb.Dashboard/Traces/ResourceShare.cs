namespace RvWeb.Dashboard.Traces;

/// <summary>How many spans of a trace one resource sent.</summary>
internal sealed record ResourceShare(string Resource, int Spans, bool HasError);
