using Microsoft.AspNetCore.Components;

namespace RvWeb.Dashboard.Pages;

/// <summary>
/// A piece of a page that is made with <c>new</c>: what it shows are internal types, which parameters of components, always
/// public, cannot be. Nothing is injected into it and it has no life cycle.
/// </summary>
public abstract class PagePart : ComponentBase
{
    internal RenderFragment Markup => BuildRenderTree;
}
