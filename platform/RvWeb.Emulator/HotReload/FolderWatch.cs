namespace RvWeb.Emulator.HotReload;

/// <summary>Tells of every file that changes below a folder, also when the folder itself is removed and made again.</summary>
internal sealed class FolderWatch : IDisposable
{
    private const int BufferBytes = 65536;

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly bool _isSource;
    private readonly ChangedFiles _changes;
    private readonly Action<string> _problem;
    private readonly FileSystemWatcher _parent;
    private FileSystemWatcher? _inside;
    private bool _isDisposed;

    public FolderWatch(string folder, bool isSource, ChangedFiles changes, Action<string> problem)
    {
        _folder = folder;
        _isSource = isSource;
        _changes = changes;
        _problem = problem;
        _parent = new FileSystemWatcher(Path.GetDirectoryName(folder) ?? folder, Path.GetFileName(folder)) { NotifyFilter = NotifyFilters.DirectoryName };
        _parent.Created += (_, _) => Again();
        _parent.Renamed += (_, _) => Again();
        _parent.EnableRaisingEvents = true;
        Arm();
    }

    public void Dispose()
    {
        _parent.Dispose();
        lock (_gate)
        {
            _isDisposed = true;
            _inside?.Dispose();
        }
    }

    private void Again()
    {
        Arm();
        _changes.Add(_folder);
    }

    private void Arm()
    {
        lock (_gate)
        {
            _inside?.Dispose();
            _inside = null;
            if (_isDisposed || !Directory.Exists(_folder))
                return;
            _inside = new FileSystemWatcher(_folder)
            {
                IncludeSubdirectories = true,
                InternalBufferSize = BufferBytes,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            _inside.Created += (_, change) => OnChange(change.FullPath);
            _inside.Changed += (_, change) => OnChange(change.FullPath);
            _inside.Deleted += (_, change) => OnChange(change.FullPath);
            _inside.Renamed += (_, change) => OnChange(change.FullPath);
            _inside.Error += (_, error) => OnError(error.GetException());
            _inside.EnableRaisingEvents = true;
        }
    }

    private void OnChange(string path)
    {
        if (WatchRules.Counts(Path.GetRelativePath(_folder, path), _isSource))
            _changes.Add(path);
    }

    // Some changes were not told, so anything may have changed.
    private void OnError(Exception error)
    {
        if (error is not InternalBufferOverflowException)
            _problem($"{_folder}: {error.Message}");
        _changes.Add(_folder);
    }
}
