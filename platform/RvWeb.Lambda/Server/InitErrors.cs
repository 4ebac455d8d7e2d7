using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Lambda.Server;

/// <summary>Tells Lambda why a start-up failed; without it the invoker sees just that the runtime exited.</summary>
internal static class InitErrors
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    public static void ReportUnhandled(RuntimeApiEndpoint endpoint, InitTimeline timeline) =>
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
        {
            if (!timeline.IsReady && unhandled.ExceptionObject is Exception exception)
                Report(endpoint, exception);
        };

    internal static void Report(RuntimeApiEndpoint endpoint, Exception exception)
    {
        using var client = new RuntimeApiClient(endpoint);
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            client.FailInit(ErrorReport.From(exception), bound.Token);
        }
        catch (Exception failure) when (failure is RuntimeApiException or OperationCanceledException)
        {
            // The runtime prints the original exception next; that one matters.
        }
    }
}
