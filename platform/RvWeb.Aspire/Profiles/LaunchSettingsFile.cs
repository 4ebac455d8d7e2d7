using System.Text.Json;
using Aspire.Hosting;

namespace RvWeb.Aspire.Profiles;

/// <summary>Reads a project's launch profiles.</summary>
internal static class LaunchSettingsFile
{
    /// <returns>The profiles; none if there is no file.</returns>
    /// <exception cref="DistributedApplicationException">The file cannot be read.</exception>
    public static LaunchSettings Of(IProjectMetadata project)
    {
        if (project.LaunchSettings is { } given)
            return given;
        var file = Path.Combine(Path.GetDirectoryName(project.ProjectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file))
            return new LaunchSettings();
        try
        {
            using var content = File.OpenRead(file);
            return JsonSerializer.Deserialize(content, LaunchSettingsJsonContext.Default.LaunchSettings) ?? new LaunchSettings();
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"{file} cannot be read: {failure.Message}", failure);
        }
    }
}
