namespace RvWeb.Edge.Viewer;

/// <summary>What a viewer and a trace are told about an answer.</summary>
internal sealed record Outcome(string XCache, string Decision, string Reason, AnswerTimes? Times = null)
{
    public const string Miss = "Miss from cloudfront";
    public const string Hit = "Hit from cloudfront";
    public const string RefreshHit = "RefreshHit from cloudfront";
    public const string Redirect = "Redirect from cloudfront";
    public const string Error = "Error from cloudfront";
}
