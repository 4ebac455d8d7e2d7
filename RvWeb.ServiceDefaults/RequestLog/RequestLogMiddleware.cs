using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RvWeb.ServiceDefaults.RequestLog;

internal sealed partial class RequestLogMiddleware(RequestDelegate next, ILogger logger, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        var status = StatusCodes.Status500InternalServerError;
        try
        {
            await next(context);
            status = context.Response.StatusCode;
        }
        finally
        {
            // PathString.ToString() is percent-encoded, so a hostile path cannot forge a second line.
            var path = (context.Request.PathBase + context.Request.Path).ToString();
            Log.Answered(logger, status, context.Request.Method, path, time.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "[REQ] {Status} | {Method} | {Path} | {Milliseconds:0.0}ms")]
        public static partial void Answered(ILogger logger, int status, string method, string path, double milliseconds);
    }
}
