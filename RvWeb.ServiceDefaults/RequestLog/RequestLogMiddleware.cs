using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RvWeb.ServiceDefaults.RequestLog;

/// <summary>Times a request. The line is written when the answer has been sent: nobody waits for it.</summary>
internal sealed partial class RequestLogMiddleware(RequestDelegate next, ILogger logger, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        catch
        {
            Write(context, StatusCodes.Status500InternalServerError, time.GetElapsedTime(start));
            throw;
        }

        context.Response.OnCompleted(WriteAsync, new Answered(context, time.GetElapsedTime(start)));
    }

    private Task WriteAsync(object state)
    {
        var (context, elapsed) = (Answered)state;
        Write(context, context.Response.StatusCode, elapsed);
        return Task.CompletedTask;
    }

    private void Write(HttpContext context, int status, TimeSpan elapsed)
    {
        // PathString.ToString() is percent-encoded, so a hostile path cannot forge a second line.
        var path = (context.Request.PathBase + context.Request.Path).ToString();
        Log.Answered(logger, status, context.Request.Method, path, elapsed.TotalMilliseconds);
    }

    private sealed record Answered(HttpContext Context, TimeSpan Elapsed);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "[REQ] {Status} | {Method} | {Path} | {Milliseconds:0.0}ms")]
        public static partial void Answered(ILogger logger, int status, string method, string path, double milliseconds);
    }
}
