namespace RvWeb.Edge.Functions.KeyValueStores;

/// <summary>What a store held at one moment.</summary>
internal sealed record StoreData(IReadOnlyDictionary<string, string> Values, DateTimeOffset Created, DateTimeOffset Updated);
