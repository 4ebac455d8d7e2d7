using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Hosting;

namespace RvWeb.Aspire.Launching;

/// <summary>Finds the executable of a project resource.</summary>
internal static class BuiltProject
{
    public static IBuiltProject Of(IResource resource) => resource.Annotations.OfType<IBuiltProject>().FirstOrDefault()
        ?? throw new DistributedApplicationException(
            $"The executable of '{resource.Name}' is unknown: its class must come from a ProjectReference of the AppHost (Projects.*).");
}
