using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Viewer;

namespace RvWeb.Tests.Edge.Rules;

/// <summary>An edge made of the rules alone: no server, no connection, no type of HTTP; time passes when the clock is turned.</summary>
internal sealed class SimulatedEdge(CachePolicy policy, Func<ViewerRequest, DateTimeOffset, OriginHeaders> origin)
{
    private readonly Dictionary<string, EntryTimes> _stored = [];

    public FakeTimeProvider Clock { get; } = new(EdgeSamples.Now);

    /// <summary>When which key was fetched.</summary>
    public List<(string Key, DateTimeOffset At)> Fetches { get; } = [];

    public SimulatedAnswer Ask(string path, string query = "", params (string Name, string Value)[] headers)
    {
        var request = new ViewerRequest
        {
            Method = "GET",
            Path = path,
            Query = query,
            Headers = headers.ToDictionary(header => header.Name, header => new StringValues(header.Value), StringComparer.OrdinalIgnoreCase),
        };
        var key = CacheKey.Of(policy, request);
        var stored = _stored.GetValueOrDefault(key);
        var decision = CacheDecision.For(stored, Clock.GetUtcNow());
        var waited = decision.Verdict is Verdict.Miss or Verdict.Expired;
        var status = waited || decision.Verdict == Verdict.StaleWhileRevalidate ? Fetch(key, request, stored) : 200;
        if (!waited || (status >= 500 && stored is not null && CacheDecision.MayServeOnError(stored, Clock.GetUtcNow())))
            status = 200;
        return new SimulatedAnswer(decision.Verdict, decision.Reason, status, waited, decision.Age);
    }

    private int Fetch(string key, ViewerRequest request, EntryTimes? stored)
    {
        var now = Clock.GetUtcNow();
        Fetches.Add((key, now));
        var answer = origin(request, now);
        if (answer.Status >= 500 && stored is not null && CacheDecision.MayServeOnError(stored, now))
            _stored[key] = stored with { NextAttempt = now + ErrorRules.DefaultMinTtl };
        else if (StoreRules.Plan(policy, answer, ErrorRules.DefaultMinTtl, now).Times is { } times)
            _stored[key] = times;
        return answer.Status;
    }
}
