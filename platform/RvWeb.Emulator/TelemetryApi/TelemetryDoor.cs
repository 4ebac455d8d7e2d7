using RvWeb.Emulator.Extensions;
using RvWeb.Emulator.Hosting;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.Output.Events;
using RvWeb.Emulator.RuntimeApi;

namespace RvWeb.Emulator.TelemetryApi;

/// <summary>
/// HTTP for one environment's <see cref="TelemetryFeed"/>. Source: docs.aws.amazon.com/lambda/latest/dg/telemetry-api-reference.html;
/// errors as in AWS's Runtime Interface Emulator. The Logs API, which this one replaced, is answered as that emulator answers it.
/// </summary>
internal sealed class TelemetryDoor(ExtensionRegistry registry, TelemetryFeed feed, PlatformLog log)
{
    private const int MaximumBodyBytes = 1024 * 1024;

    private static readonly RuntimeAnswer Subscribed = new(200, "\"OK\""u8.ToArray());

    private static readonly RuntimeAnswer Closed = ExtensionAnswer.Refused("Telemetry.SubscriptionClosed", "Telemetry API subscription is closed: extensions subscribe during the init");

    private static readonly RuntimeAnswer NoLogs = ExtensionAnswer.NotSupported("Logs");

    public static bool IsFor(HttpRequest request) => request.Method == HttpMethods.Put && Path(request) is "/2022-07-01/telemetry" or "/2020-08-15/logs";

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RuntimeApiDoor.SendAsync(context, Path(context.Request) == "/2020-08-15/logs" ? NoLogs : await SubscribeAsync(context, context.RequestAborted));
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // the extension hung up
        }
    }

    private async Task<RuntimeAnswer> SubscribeAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (ExtensionsDoor.CheckIdentifier(context, out var id) is { } refusal)
            return refusal;
        if (registry.NameOf(id) is not { } name)
            return ExtensionAnswer.Unknown(id);
        if (await BoundedBody.ReadAsync(context.Request, MaximumBodyBytes, cancellationToken) is not { } body)
            return RuntimeAnswer.TooLargeFor(MaximumBodyBytes);
        TelemetrySubscription subscription;
        try
        {
            subscription = SubscriptionReader.Read(body);
        }
        catch (FormatException exception)
        {
            return ExtensionAnswer.Invalid("ValidationError", exception.Message);
        }
        if (!feed.TrySubscribe(name, subscription, out var isNew))
            return Closed;
        log.Write(new TelemetrySubscriptionEvent(name, isNew, subscription.StreamNames));
        return Subscribed;
    }

    private static string Path(HttpRequest request) => request.Path.Value!.TrimEnd('/');
}
