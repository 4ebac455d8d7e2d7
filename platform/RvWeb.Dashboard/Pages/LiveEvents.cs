using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Pages;

/// <summary>
/// <c>GET /events</c>: server-sent events whose data is the topics that changed, such as <c>traces logs</c>. The pages
/// fetch themselves anew when one of theirs is among them, so nothing has to be rendered twice.
/// </summary>
internal static class LiveEvents
{
    // Often enough to feel live, seldom enough that a busy exporter does not keep the pages rendering.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static void MapLiveEvents(this IEndpointRouteBuilder routes, params ChangeSignal[] signals) =>
        routes.MapGet("/events", async context =>
        {
            var services = context.RequestServices;
            var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            try
            {
                await StreamAsync(context.Response, signals, services.GetRequiredService<TimeProvider>(), stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The page was left, or the dashboard stops: the stream's two ends.
            }
        });

    private static async Task StreamAsync(HttpResponse response, ChangeSignal[] signals, TimeProvider time, CancellationToken cancellationToken)
    {
        using var feed = new ChangeFeed(signals);
        response.ContentType = "text/event-stream";
        await response.WriteAsync(": connected\n\n", cancellationToken);
        while (true)
        {
            await response.Body.FlushAsync(cancellationToken);
            var topics = await feed.NextAsync(cancellationToken);
            await response.WriteAsync($"data: {Names(topics)}\n\n", cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static string Names(ChangeTopics topics) => topics.ToString().Replace(",", "", StringComparison.Ordinal).ToLowerInvariant();
}
