using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace RvWeb.Aspire.Profiles;

/// <summary>The launch profile a project is started with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Profile">What is in it.</param>
internal sealed record ChosenProfile(string Name, LaunchProfile Profile)
{
    private static readonly string?[] Startable = [null, "Project", "Executable"];

    /// <summary>The one asked for, else the one of the AppHost's own name, else the first that starts the project.</summary>
    /// <exception cref="DistributedApplicationException">The one asked for does not exist.</exception>
    public static ChosenProfile? Of(IProjectMetadata project, ProjectResourceOptions options, IConfiguration configuration)
    {
        if (options.ExcludeLaunchProfile)
            return null;
        var profiles = LaunchSettingsFile.Of(project).Profiles;
        if (options.LaunchProfileName is { } asked)
            return profiles.TryGetValue(asked, out var found) ? new ChosenProfile(asked, found) : throw Missing(project, asked, string.Join(", ", profiles.Keys));
        var own = configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"];
        if (own is not null && profiles.TryGetValue(own, out var same))
            return new ChosenProfile(own, same);
        return profiles.Where(profile => Startable.Contains(profile.Value.CommandName)).Select(profile => new ChosenProfile(profile.Key, profile.Value)).FirstOrDefault();
    }

    private static DistributedApplicationException Missing(IProjectMetadata project, string asked, string names) => new(
        $"{project.ProjectPath} has no launch profile '{asked}'"
        + (names.Length == 0 ? ": it has none at all." : $", only {names}."));
}
