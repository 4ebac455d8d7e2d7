using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Functions;

/// <summary>The origins a function can choose among: the distribution's, and those mapped for functions by domain.</summary>
internal sealed class FunctionOrigins(IReadOnlyList<OriginDefinition> origins, IReadOnlyDictionary<string, LocalOrigin> running)
{
    public OriginDefinition? ById(string id) => origins.FirstOrDefault(origin => origin.Id == id);

    public IEnumerable<string> Ids => origins.Select(origin => origin.Id);

    /// <summary>Key of the origin that stands for a domain on this machine; null if none does.</summary>
    public string? KeyOf(string domain) =>
        origins.FirstOrDefault(origin => string.Equals(origin.DomainName, domain, StringComparison.OrdinalIgnoreCase))?.Id
        ?? running.Keys.FirstOrDefault(key => string.Equals(key, domain, StringComparison.OrdinalIgnoreCase));
}
