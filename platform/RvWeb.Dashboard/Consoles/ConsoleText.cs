using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RvWeb.Dashboard.Consoles;

/// <summary><c>GET /console-text/{resource}</c>: all lines that are kept, without colours, as a text file.</summary>
internal static class ConsoleText
{
    public static void MapConsoleText(this IEndpointRouteBuilder routes, ResourceBoard board) =>
        routes.MapGet("/console-text/{resource?}", context =>
        {
            var resource = context.Request.RouteValues["resource"]?.ToString() ?? "";
            var text = new StringBuilder();
            foreach (var entry in board.Console(resource, int.MaxValue, _ => true))
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{entry.Line.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} ")
                    .Append(resource.Length == 0 ? $"{entry.Resource}: " : "").Append(entry.Line.IsError ? "stderr: " : "").Append(AnsiText.Plain(entry.Line.Text)).Append('\n');
            context.Response.ContentType = "text/plain; charset=utf-8";
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(resource)}.log\"";
            return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
        });

    private static string FileName(string resource) =>
        resource.Length == 0 ? "console" : string.Concat(resource.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
}
