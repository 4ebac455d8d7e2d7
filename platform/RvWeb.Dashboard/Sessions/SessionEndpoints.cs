using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using RvWeb.Dashboard.Api;
using RvWeb.Dashboard.Otlp;
using RvWeb.Dashboard.Pages;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Sessions;

/// <summary>What a person does with the telemetry as a whole: pause, clear, export, import.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes, TelemetryData telemetry)
    {
        var import = new SessionImport(new TelemetryIntake(telemetry));
        routes.MapGet("/data", context => context.WritePageAsync<DataPage>(new() { ["Message"] = context.Request.Query["message"].ToString() }));
        routes.MapPost("/telemetry/pause", context => SetAsync(context, signal => telemetry.Pauses.Set(signal, isPaused: true)));
        routes.MapPost("/telemetry/resume", context => SetAsync(context, signal => telemetry.Pauses.Set(signal, isPaused: false)));
        routes.MapPost("/telemetry/clear", context => SetAsync(context, signal => Clear(telemetry, signal, context.Request.Query["resource"])));
        routes.MapPost("/telemetry/clear-all", context => ClearAllAsync(context, telemetry));
        routes.MapGet("/telemetry/export", context => ExportAsync(context, telemetry));
        routes.MapPost("/telemetry/import", context => ImportPageAsync(context, import));
        routes.MapPost("/api/telemetry/import", context => ImportAsync(context, import));
    }

    private static Task SetAsync(HttpContext context, Action<Signal> set)
    {
        var name = context.Request.Query["signal"].ToString();
        if (!Enum.GetNames<Signal>().Contains(name, StringComparer.OrdinalIgnoreCase))
            return context.Response.WriteErrorAsync(
                StatusCodes.Status400BadRequest, $"signal is '{name}'; it must be traces, logs or metrics.", context.RequestAborted);
        set(Enum.Parse<Signal>(name, ignoreCase: true));
        return GoAsync(context, "/" + name.ToLowerInvariant());
    }

    private static Task ClearAllAsync(HttpContext context, TelemetryData telemetry)
    {
        foreach (var signal in Enum.GetValues<Signal>())
            Clear(telemetry, signal, context.Request.Query["resource"]);
        return GoAsync(context, "/data");
    }

    private static void Clear(TelemetryData telemetry, Signal signal, string? resource)
    {
        var only = string.IsNullOrEmpty(resource) ? null : resource;
        switch (signal)
        {
            case Signal.Traces: telemetry.Traces.Clear(only); break;
            case Signal.Logs: telemetry.Logs.Clear(only); break;
            default: telemetry.Metrics.Clear(only); break;
        }
    }

    private static async Task ExportAsync(HttpContext context, TelemetryData telemetry)
    {
        var resource = context.Request.Query["resource"].ToString();
        // The directory of a zip is written synchronously; a file of what is in memory anyway is simplest made there.
        using var zip = new MemoryStream();
        await SessionExport.WriteAsync(zip, telemetry, resource.Length == 0 ? null : resource, context.RequestAborted);
        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"telemetry.zip\"";
        zip.Position = 0;
        await zip.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task ImportAsync(HttpContext context, SessionImport import)
    {
        try
        {
            var files = await ReadAsync(context, import);
            await context.Response.WriteJsonAsync(writer => writer.WriteNumber("files", files), context.RequestAborted);
        }
        catch (Exception error) when (error is FormatException or BadHttpRequestException)
        {
            var status = error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
            await context.Response.WriteErrorAsync(status, error.Message, context.RequestAborted);
        }
    }

    private static async Task ImportPageAsync(HttpContext context, SessionImport import)
    {
        string message;
        try
        {
            message = $"Imported {await ReadAsync(context, import)} files.";
        }
        catch (Exception error) when (error is FormatException or BadHttpRequestException or InvalidDataException)
        {
            message = "Not imported: " + error.Message;
        }

        await GoAsync(context, "/data?message=" + Uri.EscapeDataString(message.Shortened(500)));
    }

    private static async Task<int> ReadAsync(HttpContext context, SessionImport import)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
            bound.MaxRequestBodySize = SessionImport.MaxZipBytes + 1024 * 1024;
        using var zip = new MemoryStream();
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = SessionImport.MaxZipBytes }, context.RequestAborted);
            var file = form.Files.Count == 1 ? form.Files[0] : throw new FormatException("Choose one zip file.");
            await file.CopyToAsync(zip, context.RequestAborted);
        }
        else
        {
            await request.Body.CopyToAsync(zip, context.RequestAborted);
        }

        if (zip.Length == 0)
            throw new FormatException("The file is empty; send a zip that /telemetry/export wrote.");
        zip.Position = 0;
        return await import.ReadAsync(zip, context.RequestAborted);
    }

    private static Task GoAsync(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}
