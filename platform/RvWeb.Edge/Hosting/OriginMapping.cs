using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Hosting;

/// <summary>Places the template's origins on this machine, from <c>--origin [ID=]URL</c>.</summary>
internal static class OriginMapping
{
    public static IReadOnlyDictionary<string, LocalOrigin> Map(Distribution distribution, IReadOnlyList<string> arguments)
    {
        var urls = arguments.Select(Parse).ToList();
        foreach (var (id, argument, _) in urls)
        {
            if (id is not null && distribution.Origins.All(origin => origin.Id != id && !origin.LogicalIds.Contains(id)))
                throw new UsageException($"--origin {argument}: the distribution has no origin '{id}': use {Ids(distribution.Origins)}{Behind(distribution.Origins)}, or a URL alone for all of them.");
        }

        return distribution.Origins.ToDictionary(origin => origin.Id, origin => new LocalOrigin(origin, Url(origin, urls)));
    }

    private static Uri Url(OriginDefinition origin, List<(string? Id, string Argument, Uri Url)> urls) =>
        urls.LastOrDefault(url => url.Id == origin.Id).Url
        ?? urls.LastOrDefault(url => url.Id is not null && origin.LogicalIds.Contains(url.Id)).Url
        ?? urls.LastOrDefault(url => url.Id is null).Url
        ?? throw new UsageException($"--origin: the origin '{origin.Id}' is mapped to no URL: add --origin {origin.Id}=http://localhost:PORT, or --origin http://localhost:PORT for all.");

    private static (string? Id, string Argument, Uri Url) Parse(string argument)
    {
        var isBare = argument.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || argument.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        var equals = isBare ? -1 : argument.IndexOf('=', StringComparison.Ordinal);
        var text = argument[(equals + 1)..];
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Query: "" }
            ? (equals < 0 ? null : argument[..equals], argument, url)
            : throw new UsageException($"--origin {argument}: '{text}' is no http or https URL: write [ID=]http://localhost:PORT.");
    }

    private static string Behind(IReadOnlyList<OriginDefinition> origins)
    {
        var ids = origins.SelectMany(origin => origin.LogicalIds).Distinct().Order(StringComparer.Ordinal).ToList();
        return ids.Count == 0 ? "" : $", or what is behind it: {string.Join(", ", ids)}";
    }

    private static string Ids(IReadOnlyList<OriginDefinition> origins) => string.Join(", ", origins.Select(origin => $"'{origin.Id}'"));
}
