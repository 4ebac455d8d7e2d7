using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Dashboard.Hosting;

/// <summary>Takes telemetry only with the key, if there is one: gRPC and HTTP alike.</summary>
internal static class OtlpKey
{
    public const string Header = "x-otlp-api-key";

    // https://grpc.io/docs/guides/status-codes/
    private const string GrpcUnauthenticated = "16";

    public static void UseOtlpKey(this IApplicationBuilder app, DashboardOptions options)
    {
        if (options.OtlpKey is not { } key)
            return;
        app.Use(next => context =>
            SecretText.IsSame(context.Request.Headers[Header].ToString(), key) ? next(context) : RefuseAsync(context));
    }

    private static Task RefuseAsync(HttpContext context)
    {
        const string Message = $"The header {Header} is missing or wrong: OTEL_EXPORTER_OTLP_HEADERS of a resource holds it.";
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true)
        {
            // gRPC's own status travels in headers when there is no message.
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = GrpcUnauthenticated;
            context.Response.Headers["grpc-message"] = Message;
            return Task.CompletedTask;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(Message, context.RequestAborted);
    }
}
