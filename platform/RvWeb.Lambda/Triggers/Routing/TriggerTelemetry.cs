using System.Diagnostics;
using System.Globalization;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>
/// What OpenTelemetry's conventions have for these events (opentelemetry.io/docs/specs/semconv/faas/faas-spans, …/aws-lambda and
/// …/messaging): names of queues, tables and so on, but no keys and no contents.
/// </summary>
internal static class TriggerTelemetry
{
    public static void Describe(Activity invoke, RoutedEvent source)
    {
        invoke.SetTag("faas.trigger", TriggerOf(source.Kind));
        if (source.Kind is TriggerKind.Sqs or TriggerKind.Sns or TriggerKind.Kinesis)
        {
            SetMessaging(invoke, source);
            invoke.SetTag("messaging.batch.message_count", source.Records.Length);
        }
        else if (source.Kind is TriggerKind.S3 or TriggerKind.DynamoDb)
        {
            invoke.SetTag("faas.document.collection", source.Origin);
        }
        else if (source.Records[0] is ScheduledEvent { Time: { } time })
        {
            invoke.SetTag("faas.time", time.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Each SQS message has a span, linked to whoever sent it.</summary>
    public static Activity? StartRecord(RoutedEvent source, int index)
    {
        if (!LambdaTelemetry.Source.HasListeners() || source.Records[index] is not SqsMessage message)
            return null;
        ActivityLink[]? links = Sender(message) is { } sender ? [new ActivityLink(sender)] : null;
        var process = LambdaTelemetry.Source.StartActivity($"process {source.Origin}", ActivityKind.Consumer, default(ActivityContext), links: links);
        if (process is null)
            return null;
        process.SetTag("faas.trigger", "pubsub");
        process.SetTag("messaging.message.id", message.MessageId);
        SetMessaging(process, source);
        return process;
    }

    /// <summary>SQS passes X-Ray's header on by itself; the other is what some senders add.</summary>
    private static ActivityContext? Sender(SqsMessage message)
    {
        if (XRayTraceHeader.TryParse(message.TraceHeader, traceState: null) is { } sender)
            return sender;
        var traceState = message.MessageAttributes.GetValueOrDefault("tracestate")?.Text;
        return ActivityContext.TryParse(message.MessageAttributes.GetValueOrDefault("traceparent")?.Text, traceState, isRemote: true, out sender)
            ? sender
            : null;
    }

    private static void SetMessaging(Activity span, RoutedEvent source)
    {
        span.SetTag("messaging.system", source.Kind switch
        {
            TriggerKind.Sqs => "aws_sqs",
            TriggerKind.Sns => "aws.sns",
            // The conventions have no name for it and allow one's own.
            _ => "aws.kinesis",
        });
        span.SetTag("messaging.destination.name", source.Origin);
        span.SetTag("messaging.operation.name", "process");
        span.SetTag("messaging.operation.type", "process");
    }

    private static string TriggerOf(TriggerKind kind) => kind switch
    {
        TriggerKind.Sqs or TriggerKind.Sns or TriggerKind.Kinesis => "pubsub",
        TriggerKind.S3 or TriggerKind.DynamoDb => "datasource",
        TriggerKind.Schedule => "timer",
        _ => "other",
    };
}
