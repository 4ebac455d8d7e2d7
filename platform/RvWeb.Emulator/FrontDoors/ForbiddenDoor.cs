namespace RvWeb.Emulator.FrontDoors;

/// <summary>A function URL that nobody was permitted to call. Body as recorded from AWS.</summary>
internal static class ForbiddenDoor
{
    private static readonly byte[] Body =
        """{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}"""u8.ToArray();

    public static async Task HandleAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.Headers["x-amzn-ErrorType"] = "AccessDeniedException";
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.BodyWriter.WriteAsync(Body, context.RequestAborted);
    }
}
