using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions.KeyValueStores;

/// <summary>AWS::CloudFront::KeyValueStore. Its data is a file on this machine; what changes there is seen by the next run.</summary>
internal sealed partial class KeyValueStore(string logicalId, string? file, ILogger logger)
{
    private readonly Lock _gate = new();
    private StoreData? _data;
    private (DateTime Written, long Length) _seen;

    public string LogicalId => logicalId;

    public string Id { get; } = StoreIdentity.Of(logicalId);

    /// <exception cref="RunStoppedException">There is no data for it.</exception>
    public StoreData Read()
    {
        if (file is null)
            throw new RunStoppedException($"the key value store {logicalId} has no data here: add --key-value-store {logicalId}=FILE.json");
        var info = new FileInfo(file);
        lock (_gate)
        {
            if (_data is null || (info.Exists && (info.LastWriteTimeUtc, info.Length) != _seen))
                Reload(info);
            return _data!;
        }
    }

    private void Reload(FileInfo info)
    {
        try
        {
            var values = StoreFormat.Read(File.ReadAllText(file!));
            var written = new DateTimeOffset(info.LastWriteTimeUtc);
            _data = new StoreData(values, _data?.Created ?? written, written);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException)
        {
            Log.NotReloaded(logger, logicalId, file!, problem.Message);
            if (_data is null)
                throw new RunStoppedException($"the data of the key value store {logicalId} cannot be read from {file}: {problem.Message}");
        }

        _seen = info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The key value store {Store} keeps its data because {File} cannot be read: {Cause}")]
        public static partial void NotReloaded(ILogger logger, string store, string file, string cause);
    }
}
