namespace RvWeb.Dashboard;

/// <summary>An address of a resource.</summary>
/// <param name="Name">What it is called, such as <c>http</c>.</param>
/// <param name="Url">Shown as a link if its scheme is http or https, as text otherwise.</param>
public sealed record ResourceLink(string Name, string Url);
