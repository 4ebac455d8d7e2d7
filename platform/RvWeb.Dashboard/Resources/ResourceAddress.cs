namespace RvWeb.Dashboard.Resources;

/// <summary>Addresses of the resources page that keep its view and what is filtered.</summary>
internal sealed record ResourceAddress(string View, ResourceFilter Filter)
{
    public string To(string? show = null) => Build(View, show);

    public string ToView(string view) => Build(view, show: null);

    private string Build(string view, string? show)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("view", view), ("text", Filter.Text), ("type", Filter.Type), ("state", Filter.State), ("health", Filter.Health), ("show", show),
        };
        var query = string.Join('&', parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return query.Length == 0 ? "/" : "/?" + query;
    }
}
