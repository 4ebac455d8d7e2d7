namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>An event that has been read, with the handler for all its records, of which there is at least one.</summary>
internal sealed record RoutedEvent(TriggerRoute Route, LambdaRecord[] Records)
{
    public TriggerKind Kind => Route.Kind;

    public string? Origin => Records[0].Origin;
}
