namespace RvWeb.Dashboard.Resources;

/// <summary>Which resources are listed; an empty part lets all pass.</summary>
internal sealed record ResourceFilter(string Text, string Type, string State, string Health)
{
    public bool IsEmpty => Text.Length + Type.Length + State.Length + Health.Length == 0;

    public bool Matches(ResourceRow row) =>
        (Text.Length == 0 || Contains(row.Name) || Contains(row.Source) || row.Urls.Any(link => Contains(link.Url)))
        && (Type.Length == 0 || row.Type == Type)
        && (State.Length == 0 || (row.State ?? "Unknown") == State)
        && (Health.Length == 0 || (row.Health ?? "None") == Health);

    private bool Contains(string? text) => text?.Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase) == true;
}
