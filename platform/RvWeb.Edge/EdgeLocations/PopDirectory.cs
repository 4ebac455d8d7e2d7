using System.Globalization;
using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Hosting;

namespace RvWeb.Edge.EdgeLocations;

/// <summary>
/// The edge locations of this distribution. A viewer picks one by a header, because all viewers are on this machine; without
/// it the first one answers.
/// </summary>
internal sealed class PopDirectory : IDisposable
{
    /// <summary>Begins with X-Edge-, which never goes to an origin.</summary>
    public const string Header = "X-Edge-Pop";

    private readonly IServiceScope[] _scopes;

    public PopDirectory(IServiceScopeFactory services, EdgeOptions options)
    {
        _scopes = [.. Enumerable.Range(0, options.Pops).Select(_ => services.CreateScope())];
        All = [.. _scopes.Select((scope, at) => new EdgeLocation(at + 1, scope.ServiceProvider))];
    }

    public IReadOnlyList<EdgeLocation> All { get; }

    /// <returns>Null if the header names no location.</returns>
    public EdgeLocation? For(IHeaderDictionary viewer) => viewer.TryGetValue(Header, out var name) ? Named(name) : All[0];

    /// <summary>A number, or the location's name.</summary>
    public EdgeLocation? Named(StringValues name) =>
        All.FirstOrDefault(location => name == location.Number.ToString(CultureInfo.InvariantCulture) || name == location.Pop);

    public void Dispose()
    {
        foreach (var scope in _scopes)
            scope.Dispose();
    }
}
