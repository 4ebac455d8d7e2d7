using System.Collections.Concurrent;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Template;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Warnings;

/// <summary>Tells each kind of accident once per behavior, so there are never more than the template has room for. Looks at fetches only.</summary>
internal sealed partial class Accidents(TimeProvider time, ILogger<Accidents> logger)
{
    private readonly ConcurrentDictionary<(string Behavior, string Kind), Accident> _seen = new();

    public Accident[] All() => [.. _seen.Values.OrderBy(accident => accident.Since).ThenBy(accident => accident.Kind, StringComparer.Ordinal)];

    public void LookAt(Distribution distribution)
    {
        foreach (var behavior in distribution.Behaviors)
            Tell(behavior, TemplateRules.Of(behavior));
    }

    public void LookAt(Behavior behavior, StorePlan plan, IHeaderDictionary headers) => Tell(behavior, AnswerRules.Of(behavior, plan, headers));

    public void LookAt(Behavior behavior, ViewerRequest request, StorePlan plan) => Tell(behavior, RequestRules.Of(behavior, request, plan));

    private void Tell(Behavior behavior, IEnumerable<Finding> findings)
    {
        var pattern = behavior.Pattern.ToString();
        foreach (var (kind, message) in findings)
        {
            if (_seen.ContainsKey((pattern, kind)))
                continue;
            var accident = new Accident(kind, pattern, message(), time.GetUtcNow());
            if (_seen.TryAdd((pattern, kind), accident))
                Log.Found(logger, kind, pattern, accident.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Kind} at behavior '{Behavior}': {Message}")]
        public static partial void Found(ILogger logger, string kind, string behavior, string message);
    }
}
