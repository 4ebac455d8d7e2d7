namespace RvWeb.Lambda.Triggers.Reading;

/// <summary>
/// Names out of ARNs, <c>arn:partition:service:region:account:resource</c>
/// (docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html). Null or empty texts have no names.
/// </summary>
internal static class Arn
{
    /// <summary>Of <c>arn:aws:sqs:eu-central-1:123456789012:orders</c>: <c>orders</c>.</summary>
    public static string? LastPart(string? arn) => string.IsNullOrEmpty(arn) ? null : arn[(arn.LastIndexOf(':') + 1)..];

    /// <summary>Of <c>arn:aws:events:eu-central-1:123456789012:rule/bus/nightly</c>: <c>nightly</c>.</summary>
    public static string? LastSegment(string? arn) => LastPart(arn) is { } part ? part[(part.LastIndexOf('/') + 1)..] : null;

    /// <summary>Of <c>arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000</c> below <c>table</c>: <c>orders</c>.</summary>
    public static string? Segment(string? arn, string parent)
    {
        var start = arn?.IndexOf($":{parent}/", StringComparison.Ordinal) ?? -1;
        if (start < 0)
            return LastSegment(arn);
        var name = arn![(start + parent.Length + 2)..];
        return name.IndexOf('/', StringComparison.Ordinal) is var end and >= 0 ? name[..end] : name;
    }
}
