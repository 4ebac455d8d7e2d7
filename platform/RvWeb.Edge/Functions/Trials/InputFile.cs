using RvWeb.Edge.Hosting;

namespace RvWeb.Edge.Functions.Trials;

/// <summary>A file that the command line names.</summary>
internal static class InputFile
{
    public static string Read(string argument, string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"{argument}: there is no such file.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{argument} cannot be read: {problem.Message}");
        }
    }
}
