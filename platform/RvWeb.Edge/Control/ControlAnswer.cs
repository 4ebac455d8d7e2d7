using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RvWeb.Edge.Control;

/// <summary>Writes the control API's JSON.</summary>
internal static class ControlAnswer
{
    public static Task SendAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.BodyWriter.WriteAsync(body, context.RequestAborted).AsTask();
    }

    public static Task FailAsync(HttpContext context, int status, string problem) =>
        SendAsync(context, new ControlError(problem), ControlJson.Readable.ControlError, status);
}
