using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.Requests;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Triggers.Reading;

namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>Which handler gets which event. Written before the app starts, only read afterwards.</summary>
internal sealed class TriggerRoutes(IServiceProvider services) : TriggerMap
{
    private readonly List<TriggerRoute> _routes = [];
    private bool _isUsed;

    public override void Add(TriggerRoute route)
    {
        if (_isUsed)
            throw new InvalidOperationException("MapLambdaEvent: the app has started; map events before that.");
        if (_routes.Exists(route.HasFiltersOf))
            throw new InvalidOperationException($"MapLambdaEvent: a handler for {route} is mapped already.");
        _routes.Add(route);
    }

    public override TriggerProcessor CreateProcessor(
        RuntimeApiClient client, InvocationLifetime lifetime, ILogger logger, CancellationToken givenUp)
    {
        _isUsed = true;
        return new RoutedTriggerProcessor(this, services.GetRequiredService<IServiceScopeFactory>(), client, lifetime, logger, givenUp);
    }

    /// <exception cref="UnsupportedEventException">No handler is mapped for it.</exception>
    /// <exception cref="MalformedEventException">It has a wrong shape.</exception>
    public RoutedEvent Match(ReadOnlyMemory<byte> json)
    {
        try
        {
            var fields = TriggerReader.Open(json);
            var kind = TriggerReader.Detect(fields);
            return Match(fields, kind)
                // A schedule's tick is an event of EventBridge, too.
                ?? (kind == TriggerKind.Schedule ? Match(fields, TriggerKind.EventBridge) : null)
                ?? MatchOther(json)
                ?? throw Refusal(json, fields, kind);
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader throws where it has to unescape, in names for instance.
            throw new MalformedEventException("a name, or a text that tells events apart, is not valid Unicode.");
        }
    }

    private RoutedEvent? Match(JsonFields? fields, TriggerKind kind)
    {
        if (kind == TriggerKind.Other || !_routes.Exists(route => route.Kind == kind))
            return null;
        var records = TriggerReader.Read(fields!, kind);
        TriggerRoute? best = null;
        foreach (var route in _routes)
            if (route.Rank(kind, records[0]) is var rank and >= 0 && rank > (best?.Rank(kind, records[0]) ?? -1))
                best = route;
        return best is null ? null : new RoutedEvent(best, records);
    }

    private RoutedEvent? MatchOther(ReadOnlyMemory<byte> json) =>
        _routes.Find(route => route.Kind == TriggerKind.Other) is { } route ? new RoutedEvent(route, [new LambdaEvent(json)]) : null;

    private Exception Refusal(ReadOnlyMemory<byte> json, JsonFields? fields, TriggerKind kind)
    {
        var mapped = string.Join(", ", _routes);
        if (kind != TriggerKind.Other)
            return new UnsupportedEventException(Name(TriggerReader.Read(fields!, kind)[0], kind), mapped);
        // Of a hand-made event this says more than its keys.
        return fields?.Has("Records") == true && fields.FirstObject("Records") is null
            ? MalformedEventException.Wrong("Records", "must be a list of at least one object")
            : new UnsupportedEventException(json.Span, mapped);
    }

    private static string Name(LambdaRecord record, TriggerKind kind) =>
        TriggerKinds.Describe(kind, record.Origin, (record as EventBridgeEvent)?.DetailType);
}
