namespace RvWeb.Edge.Cache;

/// <summary>Whether and for how long an origin's answer will be kept; null times: it is passed on only.</summary>
internal sealed record StorePlan(EntryTimes? Times, OriginHeaders Origin, string Reason);
