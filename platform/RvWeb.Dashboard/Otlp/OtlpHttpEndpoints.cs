using System.Net.Http.Headers;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Dashboard.Otlp;

/// <summary>OTLP/HTTP with protobuf or JSON bodies: https://opentelemetry.io/docs/specs/otlp/#otlphttp.</summary>
internal static class OtlpHttpEndpoints
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    public static void MapOtlpHttp(this IEndpointRouteBuilder routes, TelemetryIntake intake)
    {
        routes.MapExport<ExportTraceServiceRequest>("/v1/traces", intake.Take);
        routes.MapExport<ExportLogsServiceRequest>("/v1/logs", intake.Take);
        routes.MapExport<ExportMetricsServiceRequest>("/v1/metrics", intake.Take);
    }

    private static void MapExport<TRequest>(this IEndpointRouteBuilder routes, string path, Func<TRequest, IMessage> take)
        where TRequest : IMessage<TRequest>, new() =>
        routes.MapPost(path, async context =>
        {
            try
            {
                var type = MediaType(context.Request);
                await AnswerAsync(context, type, take(await ReadAsync<TRequest>(context.Request, type, context.RequestAborted)));
            }
            catch (BadHttpRequestException error)
            {
                context.Response.StatusCode = error.StatusCode;
                context.Response.ContentType = "text/plain; charset=utf-8";
                await context.Response.WriteAsync(error.Message, context.RequestAborted);
            }
        });

    private static string MediaType(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType?.ToLowerInvariant() is Protobuf or Json
            ? type.MediaType.ToLowerInvariant()
            : throw new BadHttpRequestException(
                $"Content-Type '{request.ContentType}' is not supported; send {Protobuf} or {Json}.", StatusCodes.Status415UnsupportedMediaType);

    private static async Task<TRequest> ReadAsync<TRequest>(HttpRequest request, string type, CancellationToken cancellationToken)
        where TRequest : IMessage<TRequest>, new()
    {
        using var body = await ExportBody.ReadAsync(request, cancellationToken);
        try
        {
            if (type == Json)
                return OtlpJson.Read<TRequest>(body.GetBuffer().AsSpan(0, (int)body.Length));
            var message = new TRequest();
            message.MergeFrom(body);
            return message;
        }
        catch (FormatException error)
        {
            throw new BadHttpRequestException($"The body is not the JSON message this path takes: {error.Message}", StatusCodes.Status400BadRequest, error);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new BadHttpRequestException($"The body is not the protobuf message this path takes: {error.Message}", StatusCodes.Status400BadRequest, error);
        }
    }

    private static async Task AnswerAsync(HttpContext context, string type, IMessage answer)
    {
        context.Response.ContentType = type;
        var bytes = type == Json ? System.Text.Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(answer)) : answer.ToByteArray();
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
