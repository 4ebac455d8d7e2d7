namespace RvWeb.Bench.Runtime;

/// <summary>A program of the solution, where a build in the same configuration puts it.</summary>
internal static class BuiltFile
{
    public static string Of(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project);
    }
}
