namespace RvWeb.Emulator.InvokeApi;

/// <summary>Writes the Lambda service's JSON answers.</summary>
internal static class ServiceAnswer
{
    public static async Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    public static Task FailAsync(HttpContext context, InvokeError error)
    {
        context.Response.Headers["x-amzn-ErrorType"] = error.Type;
        return SendAsync(context, error.Status, error.Body);
    }
}
