namespace RvWeb.Emulator.Environments;

/// <summary>
/// What stands for Lambda's <c>/tmp</c>: a folder for each environment, in one folder of this emulator. That one is locked as
/// long as the emulator lives, so that the next one can tell the leftovers of one that was killed.
/// </summary>
internal sealed class ScratchFolders : IDisposable
{
    private const string Prefix = "rvweb-emulator-";
    private const string LockName = ".lock";

    private readonly string _root;
    private readonly FileStream _lock;

    /// <param name="parent">The machine's folder for temporary files.</param>
    /// <param name="newId">Makes names.</param>
    public ScratchFolders(string parent, Func<Guid> newId)
    {
        RemoveLeftovers(parent);
        _root = Path.Combine(parent, $"{Prefix}{newId():N}");
        Directory.CreateDirectory(_root);
        _lock = Lock(_root);
    }

    /// <summary>An empty folder.</summary>
    /// <param name="logStream">The environment's, whose last part is the name.</param>
    public string Create(string logStream) => Directory.CreateDirectory(Path.Combine(_root, logStream[(logStream.LastIndexOf(']') + 1)..])).FullName;

    /// <returns>What could not be deleted, and why; null if nothing is left.</returns>
    public static string? Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null; // the function deleted it itself
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        Delete(_root);
    }

    private static void RemoveLeftovers(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            try
            {
                if (!File.Exists(Path.Combine(folder, LockName)))
                    continue; // another emulator is just making it
                Lock(folder).Dispose();
                Delete(folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its emulator lives, or belongs to somebody else.
            }
        }
    }

    private static FileStream Lock(string folder) => new(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
