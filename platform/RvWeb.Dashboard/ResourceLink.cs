namespace RvWeb.Dashboard;

/// <summary>An address of a resource.</summary>
/// <param name="Name">What it is called, such as <c>http</c>.</param>
/// <param name="Url">Shown as a link if its scheme is http or https, as text otherwise.</param>
public sealed record ResourceLink(string Name, string Url)
{
    /// <summary>Shown instead of the address; by default the address is shown.</summary>
    public string? Text { get; init; }

    /// <summary>Whether it is shown with the resource's details only; false by default.</summary>
    public bool IsDetail { get; init; }
}
