using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Functions;

/// <summary>The origins a function can choose among: the distribution's, and those mapped for functions by domain.</summary>
/// <param name="origins">The distribution's.</param>
/// <param name="running">Where origins run, by id or domain.</param>
/// <param name="isOpen">Every id and domain is known: for runs without a distribution, whose origins nobody asks.</param>
internal sealed class FunctionOrigins(
    IReadOnlyList<OriginDefinition> origins, IReadOnlyDictionary<string, LocalOrigin> running, bool isOpen = false)
{
    public static FunctionOrigins Any { get; } = new([], new Dictionary<string, LocalOrigin>(), isOpen: true);

    public IEnumerable<string> Ids => origins.Select(origin => origin.Id);

    public OriginDefinition? ById(string id) =>
        origins.FirstOrDefault(origin => origin.Id == id) ?? (isOpen ? new OriginDefinition { Id = id } : null);

    /// <summary>Key of the origin that stands for a domain on this machine; null if none does.</summary>
    public string? KeyOf(string domain) =>
        origins.FirstOrDefault(origin => string.Equals(origin.DomainName, domain, StringComparison.OrdinalIgnoreCase))?.Id
        ?? running.Keys.FirstOrDefault(key => string.Equals(key, domain, StringComparison.OrdinalIgnoreCase))
        ?? (isOpen ? domain : null);
}
