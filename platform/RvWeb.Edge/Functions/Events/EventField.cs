namespace RvWeb.Edge.Functions.Events;

/// <summary>A query parameter, header or cookie with all of its values, at least one.</summary>
internal sealed record EventField(string Name, IReadOnlyList<EventValue> Values)
{
    public bool Equals(EventField? other) => other is not null && Name == other.Name && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Name, Values.Count);
}
