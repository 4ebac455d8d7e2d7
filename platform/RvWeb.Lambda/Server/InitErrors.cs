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

    internal static void Report(RuntimeApiEndpoint endpoint, Exception exception) =>
        Send(endpoint, ErrorReport.From(exception), static (client, error, token) => client.FailInit(error, token));

    /// <summary>Reports by a connection of its own, and not for long.</summary>
    internal static void Send(
        RuntimeApiEndpoint endpoint, ErrorReport error, Action<RuntimeApiClient, ErrorReport, CancellationToken> report)
    {
        using var client = new RuntimeApiClient(endpoint);
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            report(client, error, bound.Token);
        }
        catch (Exception failure) when (failure is RuntimeApiException or OperationCanceledException)
        {
            // The original exception is printed or logged as well; that one matters.
        }
    }
}
