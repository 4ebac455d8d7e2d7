using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RvWeb.Dashboard.Pages;

/// <summary>Renders a component once, as a whole page; there is no circuit and nothing is kept of it.</summary>
internal static class PageRenderer
{
    public static async Task WritePageAsync<TPage>(this HttpContext context, Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        var loggers = context.RequestServices.GetRequiredService<ILoggerFactory>();
        await using var renderer = new HtmlRenderer(context.RequestServices, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync("<!DOCTYPE html>\n" + html, context.RequestAborted);
    }
}
