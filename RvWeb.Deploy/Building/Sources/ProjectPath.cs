namespace RvWeb.Deploy.Building.Sources;

/// <summary>Finds the project that a person names by its file or its directory.</summary>
internal static class ProjectPath
{
    /// <summary>The full path of the project file.</summary>
    /// <param name="path">Relative to the current directory.</param>
    /// <param name="setting">What the path was given as, for the message if it is wrong.</param>
    internal static string Resolve(string path, string setting)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full) && MsBuildFile.IsProject(full))
            return full;
        if (File.Exists(full))
            throw new DeployFailedException($"{setting} is '{path}', which is no project file. Name a .csproj or its directory.");
        if (!Directory.Exists(full))
            throw new DeployFailedException($"{setting} is '{path}', but {full} does not exist. Name a .csproj or its directory.");

        var projects = Directory.EnumerateFiles(full).Where(MsBuildFile.IsProject).Order(StringComparer.Ordinal).ToList();
        return projects.Count switch
        {
            1 => projects[0],
            0 => throw new DeployFailedException($"{setting} is '{path}', but there is no project file in {full}."),
            _ => throw new DeployFailedException(
                $"{setting} is '{path}', where there are {projects.Count} projects. Name one: {string.Join(", ", projects.Select(Path.GetFileName))}"),
        };
    }
}
