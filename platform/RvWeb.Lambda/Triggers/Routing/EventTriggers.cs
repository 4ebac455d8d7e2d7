namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>Where <c>MapLambdaEvent</c> leaves its routes for the server; empty in an app that maps none.</summary>
internal sealed class EventTriggers
{
    public TriggerMap? Map { get; set; }
}
