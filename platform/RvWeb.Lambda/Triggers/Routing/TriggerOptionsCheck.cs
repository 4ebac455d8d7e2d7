namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>Says at start what would otherwise be silently without effect.</summary>
internal static class TriggerOptionsCheck
{
    /// <summary>What SQS has at most in a batch (docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).</summary>
    private const int LargestBatch = 10_000;

    /// <exception cref="ArgumentException">An option has no meaning for this kind.</exception>
    public static void ThrowIfWrong(TriggerKind kind, LambdaEventOptions options)
    {
        if (options.Source is { } source)
            CheckSource(kind, source);
        if (options.DetailType is not null && kind != TriggerKind.EventBridge)
            throw Wrong(kind, nameof(options.DetailType), options.DetailType, "only an EventBridgeEvent has a detail-type");
        if (options.ReportBatchItemFailures && !kind.HasBatchAnswer())
            throw Wrong(kind, nameof(options.ReportBatchItemFailures), "True", "only SQS, Kinesis and DynamoDB have such an answer");
        if (options.MaxConcurrency is < 1 or > LargestBatch)
            throw Wrong(kind, nameof(options.MaxConcurrency), $"{options.MaxConcurrency}", $"it must be from 1 to {LargestBatch}");
        if (options.MaxConcurrency > 1 && (kind != TriggerKind.Sqs || TriggerKinds.IsFifo(options.Source)))
            throw Wrong(kind, nameof(options.MaxConcurrency), $"{options.MaxConcurrency}", "only the messages of an SQS standard queue can be handled at once");
    }

    private static void CheckSource(TriggerKind kind, string source)
    {
        if (kind == TriggerKind.Other)
            throw Wrong(kind, nameof(LambdaEventOptions.Source), source, "a LambdaEvent has no source; tell such events apart in the handler");
        if (string.IsNullOrWhiteSpace(source))
            throw Wrong(kind, nameof(LambdaEventOptions.Source), source, "it must be a name; leave it out for all");
        if (source.StartsWith("arn:", StringComparison.Ordinal) || source.StartsWith("https:", StringComparison.Ordinal))
            throw Wrong(kind, nameof(LambdaEventOptions.Source), source, "it must be the bare name, no ARN and no URL");
    }

    private static ArgumentException Wrong(TriggerKind kind, string option, string value, string advice) =>
        new($"MapLambdaEvent: {option} is '{value}' for {TriggerKinds.Name(kind)}; {advice}.");
}
