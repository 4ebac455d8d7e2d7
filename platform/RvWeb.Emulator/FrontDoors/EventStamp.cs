namespace RvWeb.Emulator.FrontDoors;

/// <summary>What a front door adds to a request.</summary>
/// <param name="RequestId">The front door's own, in API Gateway's two spellings: not the invocation's.</param>
/// <param name="ExtendedId">The short one.</param>
/// <param name="Time">When it came.</param>
/// <param name="TraceRoot">The X-Ray header for the function.</param>
internal sealed record EventStamp(string RequestId, string ExtendedId, DateTimeOffset Time, string TraceRoot)
{
    // As long as API Gateway's, for example JTHoQiejIAMEPGg=.
    private const int ExtendedBytes = 11;

    public static EventStamp Create(Guid id, DateTimeOffset time, string traceRoot) =>
        new(id.ToString(), Extended(id), time, traceRoot);

    private static string Extended(Guid id) =>
        Convert.ToBase64String(id.ToByteArray(), 0, ExtendedBytes).Replace('+', '-').Replace('/', '_');
}
