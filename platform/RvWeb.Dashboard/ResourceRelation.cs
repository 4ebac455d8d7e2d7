namespace RvWeb.Dashboard;

/// <summary>A resource has to do with another.</summary>
/// <param name="Type">What the other is to it, such as <c>Reference</c> or <c>Waits for</c>.</param>
/// <param name="Resource">The other one's name; it need not be on the board.</param>
public sealed record ResourceRelation(string Type, string Resource);
