using System.Reflection;
using Aspire.Hosting;

namespace RvWeb.Aspire.Tools;

/// <summary>Programs of this solution that the AppHost starts; the build tells where they are in the AppHost's assembly metadata.</summary>
internal static class Tool
{
    public static string Path(IDistributedApplicationBuilder builder, string name) =>
        Metadata(builder.AppHostAssembly, $"rvweb{name}path")
        ?? throw new DistributedApplicationException($"The AppHost does not know where the {name} is: import platform/RvWeb.Aspire/build/RvWeb.Aspire.targets in its project.");

    public static string? Metadata(Assembly? assembly, string key) =>
        assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == key)?.Value;
}
