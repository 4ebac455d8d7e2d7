using RvWeb.Edge.Hosting;

namespace RvWeb.Edge.Functions.KeyValueStores;

/// <summary>The stores that functions of this edge read, by logical id.</summary>
internal sealed class KeyValueStoreSet(EdgeOptions options, ILogger<KeyValueStoreSet> logger)
{
    private readonly Dictionary<string, KeyValueStore> _stores = FunctionArguments.StoreIds(options.Distribution)
        .OfType<string>()
        .Distinct()
        .ToDictionary(id => id, id => new KeyValueStore(id, options.KeyValueStores.GetValueOrDefault(id), logger));

    public KeyValueStore? Of(string? logicalId) => logicalId is null ? null : _stores.GetValueOrDefault(logicalId);
}
