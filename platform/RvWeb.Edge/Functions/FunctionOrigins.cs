using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Functions;

/// <summary>The origins a function can choose among: the distribution's, and those mapped for functions by domain.</summary>
internal sealed class FunctionOrigins(Distribution distribution, IReadOnlyDictionary<string, LocalOrigin> running)
{
    public OriginDefinition? ById(string id) => distribution.Origins.FirstOrDefault(origin => origin.Id == id);

    public IEnumerable<string> Ids => distribution.Origins.Select(origin => origin.Id);

    /// <summary>Key of the origin that stands for a domain on this machine; null if none does.</summary>
    public string? KeyOf(string domain) =>
        distribution.Origins.FirstOrDefault(origin => string.Equals(origin.DomainName, domain, StringComparison.OrdinalIgnoreCase))?.Id
        ?? running.Keys.FirstOrDefault(key => string.Equals(key, domain, StringComparison.OrdinalIgnoreCase));

    public OriginDefinition Apply(OriginDefinition assigned, OriginChange change)
    {
        var chosen = change.OriginId is { } id && ById(id) is { } other && change.CustomHeaders is null ? other : assigned;
        var headers = change.CustomHeaders ?? chosen.CustomHeaders;
        return chosen with
        {
            Id = change.OriginId ?? assigned.Id,
            Path = change.OriginPath ?? chosen.Path,
            CustomHeaders = change.HostHeader is { } host ? new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase) { ["Host"] = host } : headers,
        };
    }
}
