using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Where a project is; the classes in <c>Projects</c> implement it.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The project file's absolute path.</summary>
    string ProjectPath { get; }

    /// <summary>Its launch profiles; if null, those in its <c>Properties/launchSettings.json</c>.</summary>
    LaunchSettings? LaunchSettings => null;

    /// <summary>Whether the project was built together with the AppHost.</summary>
    bool SuppressBuild => false;
}
