using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting;

namespace RvWeb.Aspire.Watching;

/// <summary>Watches folders; tells what changed once there was quiet for a moment, because one save is many changes.</summary>
internal sealed class SourceChanges : IDisposable
{
    /// <summary>The moment of quiet.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly Channel<string> _paths = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly TimeProvider _time;

    public SourceChanges(IEnumerable<string> folders, TimeProvider time)
    {
        _time = time;
        foreach (var folder in folders)
            Watch(folder);
    }

    /// <summary>The changed paths; one that ends in a separator is a folder of which more changed than could be told.</summary>
    public async IAsyncEnumerable<IReadOnlyCollection<string>> BatchesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = new HashSet<string>(StringComparer.Ordinal) { await _paths.Reader.ReadAsync(cancellationToken) };
            while (await NextWithinQuietAsync(cancellationToken) is { } path)
                batch.Add(path);
            yield return batch;
        }
    }

    /// <summary>A path changed.</summary>
    internal void Add(string path) => _paths.Writer.TryWrite(path);

    public void Dispose()
    {
        foreach (var watcher in _watchers)
            watcher.Dispose();
    }

    private async Task<string?> NextWithinQuietAsync(CancellationToken cancellationToken)
    {
        using var quiet = new CancellationTokenSource(Quiet, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellationToken);
        try
        {
            return await _paths.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Watch(string folder)
    {
        var watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite,
        };
        watcher.Changed += (_, change) => Add(change.FullPath);
        watcher.Created += (_, change) => Add(change.FullPath);
        watcher.Deleted += (_, change) => Add(change.FullPath);
        watcher.Renamed += (_, change) =>
        {
            Add(change.OldFullPath);
            Add(change.FullPath);
        };
        watcher.Error += (_, _) => Add(folder);
        _watchers.Add(watcher);
        try
        {
            watcher.EnableRaisingEvents = true;
        }
        catch (IOException failure)
        {
            throw new DistributedApplicationException($"{folder} cannot be watched: {failure.Message} Leave out --watch, or allow more watches (fs.inotify.max_user_watches).", failure);
        }
    }
}
