namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>A handler, and which events are its own.</summary>
internal sealed record TriggerRoute(
    TriggerKind Kind, LambdaEventOptions Options, Func<LambdaRecord, RecordScope, CancellationToken, Task> Handle)
{
    /// <summary>How closely it fits: 0 if its filters demand nothing; -1 if it does not fit.</summary>
    public int Rank(TriggerKind kind, LambdaRecord record)
    {
        if (kind != Kind || !Fits(Options.Source, record.Origin) || !Fits(Options.DetailType, (record as EventBridgeEvent)?.DetailType))
            return -1;
        return (Options.Source is null ? 0 : 2) + (Options.DetailType is null ? 0 : 1);
    }

    public bool HasFiltersOf(TriggerRoute other) =>
        (Kind, Options.Source, Options.DetailType) == (other.Kind, other.Options.Source, other.Options.DetailType);

    public override string ToString() => TriggerKinds.Describe(Kind, Options.Source, Options.DetailType);

    private static bool Fits(string? filter, string? value) => filter is null || filter == value;
}
