using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace RvWeb.Emulator.FrontDoors;

/// <summary>Sends a response to the viewer.</summary>
internal static class ViewerResponseWriter
{
    public static void WriteHead(HttpContext context, ViewerResponse response)
    {
        context.Response.StatusCode = response.Status;
        if (response.Reason is { } reason)
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = reason;
        // A function's own name of the server stands instead of the front door's.
        if (response.Headers.Any(header => header.Key.Equals(HeaderNames.Server, StringComparison.OrdinalIgnoreCase)))
            context.Response.Headers.Remove(HeaderNames.Server);
        foreach (var (name, value) in response.Headers)
            context.Response.Headers.Append(name, value);
        foreach (var cookie in response.Cookies)
            context.Response.Headers.Append("Set-Cookie", cookie);
    }

    public static async Task WriteBodyAsync(HttpContext context, ViewerResponse response, CancellationToken cancellationToken)
    {
        var empty = response.Status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified;
        var isHead = HttpMethods.IsHead(context.Request.Method);
        if (response.Stream is { } stream)
        {
            await StreamedBody.SendAsync(context, stream, bodiless: empty || isHead);
            return;
        }
        if (empty)
            return;
        context.Response.ContentLength = response.Body.Length;
        if (!isHead)
            await context.Response.BodyWriter.WriteAsync(response.Body, cancellationToken);
    }
}
