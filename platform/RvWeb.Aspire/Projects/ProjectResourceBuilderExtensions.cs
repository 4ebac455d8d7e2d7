using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Launching;
using RvWeb.Aspire.Profiles;

namespace Aspire.Hosting;

/// <summary>Adds projects of the solution.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project: it runs as a process, exports telemetry to the dashboard and listens where its launch profile says.</summary>
    /// <typeparam name="TProject">The project, from the generated namespace <c>Projects</c>.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    /// <summary>Adds a project with a certain launch profile.</summary>
    /// <typeparam name="TProject">The project, from the generated namespace <c>Projects</c>.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="launchProfileName">The launch profile; null for none.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, Profile(launchProfileName));

    /// <summary>Adds a project.</summary>
    /// <typeparam name="TProject">The project, from the generated namespace <c>Projects</c>.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="configure">Chooses what of its own settings counts.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new() => builder.Add(name, new TProject(), configure);

    /// <summary>Adds a project by its file; it is built each time it starts.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="projectPath">The project file; relative to the AppHost's folder.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddProject(name, projectPath, _ => { });

    /// <summary>Adds a project by its file, with a certain launch profile.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="projectPath">The project file; relative to the AppHost's folder.</param>
    /// <param name="launchProfileName">The launch profile; null for none.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath, string? launchProfileName) =>
        builder.AddProject(name, projectPath, Profile(launchProfileName));

    /// <summary>Adds a project by its file.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="projectPath">The project file; relative to the AppHost's folder.</param>
    /// <param name="configure">Chooses what of its own settings counts.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath, Action<ProjectResourceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(projectPath);
        var file = Path.GetFullPath(projectPath, builder.AppHostDirectory);
        return File.Exists(file) ? builder.Add(name, new SourceProject(file), configure)
            : throw new DistributedApplicationException($"The project of '{name}' is not there: {file}.");
    }

    /// <summary>Runs several processes of the project; its endpoints take turns between them.</summary>
    /// <param name="builder">The project's builder.</param>
    /// <param name="replicas">Their number, at least 1.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<ProjectResource> Add(
        this IDistributedApplicationBuilder builder, string name, IProjectMetadata project, Action<ProjectResourceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ProjectResourceOptions();
        configure(options);
        return builder.AddResource(new ProjectResource(name))
            .WithAnnotation(project)
            .WithOtlpExporter()
            .WithEnvironment("LOGGING__CONSOLE__FORMATTERNAME", "simple")
            .WithEnvironment("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "true")
            .WithProjectSettings(project, options);
    }

    private static Action<ProjectResourceOptions> Profile(string? name) => options =>
    {
        options.LaunchProfileName = name;
        options.ExcludeLaunchProfile = name is null;
    };
}
