using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace RvWeb.Aspire.Profiles;

/// <summary>The endpoints that a project's own appsettings.json configures for Kestrel; they count more than a launch profile's.</summary>
internal static class KestrelEndpoints
{
    /// <exception cref="DistributedApplicationException">A settings file cannot be read.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IProjectMetadata project, string environment)
    {
        var folder = Path.GetDirectoryName(project.ProjectPath)!;
        if (!Directory.Exists(folder))
            return [];
        try
        {
            var settings = new ConfigurationBuilder().SetBasePath(folder)
                .AddJsonFile("appsettings.json", optional: true).AddJsonFile($"appsettings.{environment}.json", optional: true).Build();
            return [.. settings.GetSection("Kestrel:Endpoints").GetChildren()
                .Where(endpoint => endpoint["Url"] is { Length: > 0 })
                .Select(endpoint => KeyValuePair.Create(endpoint.Key, endpoint["Url"]!))];
        }
        catch (InvalidDataException failure)
        {
            throw new DistributedApplicationException($"The settings of {project.ProjectPath} cannot be read: {failure.InnerException?.Message ?? failure.Message}", failure);
        }
    }
}
