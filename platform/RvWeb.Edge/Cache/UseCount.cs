namespace RvWeb.Edge.Cache;

/// <summary>How often a stored answer was served.</summary>
internal sealed class UseCount
{
    private long _value;

    public long Value => Volatile.Read(ref _value);

    public void Add() => Interlocked.Increment(ref _value);
}
