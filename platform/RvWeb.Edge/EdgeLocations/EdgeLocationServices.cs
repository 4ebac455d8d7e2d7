using RvWeb.Edge.Cache;
using RvWeb.Edge.Compression;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Ranges;
using RvWeb.Edge.Revalidation;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.EdgeLocations;

internal static class EdgeLocationServices
{
    /// <summary>What each location has for itself is scoped; what all share stays a singleton.</summary>
    public static void AddEdgeLocations(this IServiceCollection services, EdgeOptions options)
    {
        services.AddSingleton<PopDirectory>();
        services.AddScoped(_ => new MemoryStore(options.CacheBudget / options.Pops));
        services.AddScoped<RequestCollapsing>().AddScoped<CacheFiller>().AddScoped<Revalidator>().AddScoped<CachedVariants>().AddScoped<PartEntries>().AddScoped<CachedAnswers>();
        for (var at = 0; at < options.Pops; at++)
        {
            // Each loop is the host's to watch: if one fails, the host stops.
            var index = at;
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<PopDirectory>().All[index].Revalidator);
        }
    }
}
