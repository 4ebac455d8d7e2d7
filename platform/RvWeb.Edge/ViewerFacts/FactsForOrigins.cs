using RvWeb.Edge.Https;
using RvWeb.Edge.Template;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.ViewerFacts;

/// <summary>
/// Puts the CloudFront-* headers into a viewer's request that its behavior's policies name. A viewer cannot set what is
/// generated; what cannot be known here (places, networks, fingerprints) stays as the viewer sent it.
/// </summary>
internal sealed class FactsForOrigins(Distribution distribution, HttpsDoor https)
{
    private readonly Dictionary<Behavior, string[]> _inKey = Names(distribution, behavior => behavior.CachePolicy.Headers.Names);
    private readonly Dictionary<Behavior, string[]> _forOrigin = Names(distribution, behavior => behavior.CloudFrontHeaders);

    /// <summary>Those of the cache policy, before the key is made: all that a hit needs.</summary>
    public void AddForKey(Behavior behavior, HttpContext context, ViewerRequest request) => Add(_inKey[behavior], behavior, context, request);

    /// <summary>All of them, before an origin is asked.</summary>
    public void AddForOrigin(Behavior behavior, HttpContext context, ViewerRequest request) => Add(_forOrigin[behavior], behavior, context, request);

    private void Add(string[] names, Behavior behavior, HttpContext context, ViewerRequest request)
    {
        if (names.Length == 0)
            return;
        var viewer = new ViewerConnection
        {
            Headers = request.Headers,
            Protocol = https.SpokenTo(behavior, context),
            HttpVersion = context.Request.Protocol,
            Address = request.ClientAddress,
            Port = context.Connection.RemotePort,
            Tls = TlsFacts.Of(context),
        };
        foreach (var name in names)
        {
            if (GeneratedHeaders.Value(name, viewer) is { } value)
                request.Headers[name] = value;
            else
                request.Headers.Remove(name);
        }
    }

    private static Dictionary<Behavior, string[]> Names(Distribution distribution, Func<Behavior, IEnumerable<string>> named) =>
        distribution.Behaviors.ToDictionary<Behavior, Behavior, string[]>(
            behavior => behavior, behavior => [.. named(behavior).Where(GeneratedHeaders.Makes)], ReferenceEqualityComparer.Instance);
}
