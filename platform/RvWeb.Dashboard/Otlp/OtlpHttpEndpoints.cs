using System.Net.Http.Headers;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Dashboard.Otlp;

/// <summary>OTLP/HTTP with protobuf bodies: https://opentelemetry.io/docs/specs/otlp/#otlphttp.</summary>
internal static class OtlpHttpEndpoints
{
    private const string Protobuf = "application/x-protobuf";

    public static void MapOtlpHttp(this IEndpointRouteBuilder routes, TelemetryIntake intake)
    {
        routes.MapExport("/v1/traces", ExportTraceServiceRequest.Parser, intake.Take);
        routes.MapExport("/v1/logs", ExportLogsServiceRequest.Parser, intake.Take);
        routes.MapExport("/v1/metrics", ExportMetricsServiceRequest.Parser, intake.Take);
    }

    private static void MapExport<TRequest>(
        this IEndpointRouteBuilder routes, string path, MessageParser<TRequest> parser, Func<TRequest, IMessage> take)
        where TRequest : IMessage<TRequest> =>
        routes.MapPost(path, async context =>
        {
            try
            {
                await AnswerAsync(context, take(await ReadAsync(context.Request, parser, context.RequestAborted)));
            }
            catch (BadHttpRequestException error)
            {
                context.Response.StatusCode = error.StatusCode;
                context.Response.ContentType = "text/plain; charset=utf-8";
                await context.Response.WriteAsync(error.Message, context.RequestAborted);
            }
        });

    private static async Task<TRequest> ReadAsync<TRequest>(HttpRequest request, MessageParser<TRequest> parser, CancellationToken cancellationToken)
        where TRequest : IMessage<TRequest>
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != Protobuf)
            throw new BadHttpRequestException($"Content-Type '{request.ContentType}' is not supported; send {Protobuf}.", StatusCodes.Status415UnsupportedMediaType);
        using var body = await ExportBody.ReadAsync(request, cancellationToken);
        try
        {
            return parser.ParseFrom(body);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new BadHttpRequestException($"The body is not the protobuf message this path takes: {error.Message}", StatusCodes.Status400BadRequest, error);
        }
    }

    private static async Task AnswerAsync(HttpContext context, IMessage answer)
    {
        context.Response.ContentType = Protobuf;
        await context.Response.Body.WriteAsync(answer.ToByteArray(), context.RequestAborted);
    }
}
