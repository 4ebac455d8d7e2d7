namespace RvWeb.Edge.Control;

/// <summary>One stored answer, times in whole seconds.</summary>
internal sealed record EntryView
{
    /// <summary>Short name of the key within its edge location.</summary>
    public required string Id { get; init; }
    public required string Pop { get; init; }
    public required string Method { get; init; }
    public required string Path { get; init; }

    /// <summary>The query as far as it is in the key.</summary>
    public required string Query { get; init; }

    /// <summary>The rest of the key; values of Authorization and cookies are shown as a digest.</summary>
    public required Dictionary<string, string> KeyParts { get; init; }
    public required int Status { get; init; }
    public required long Bytes { get; init; }

    /// <summary>fresh, stale, stale after a failure, kept for errors, or expired.</summary>
    public required string State { get; init; }
    public required long Age { get; init; }
    public required long Lifetime { get; init; }

    /// <summary>How long beyond its lifetime it is served while a new one is fetched.</summary>
    public required long StaleWhileRevalidate { get; init; }

    /// <summary>How long beyond its lifetime it stands in for a failing origin.</summary>
    public required long StaleIfError { get; init; }

    /// <summary>How often it was served since the origin sent or confirmed it.</summary>
    public required long Hits { get; init; }

    /// <summary>Why it lives as long as it does.</summary>
    public required string Reason { get; init; }
}
