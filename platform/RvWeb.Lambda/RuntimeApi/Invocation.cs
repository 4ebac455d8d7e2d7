namespace RvWeb.Lambda.RuntimeApi;

/// <summary>
/// What <c>next</c> handed out. <see cref="Event"/> lies in the connection's buffer: it is valid until the answer is posted.
/// </summary>
internal sealed record Invocation : ILambdaInvocationFeature
{
    public required string RequestId { get; init; }
    public required DateTimeOffset Deadline { get; init; }
    public string? FunctionArn { get; init; }
    public string? TraceId { get; init; }
    public string? TenantId { get; init; }
    public string? ClientContext { get; init; }
    public string? CognitoIdentity { get; init; }
    public required ReadOnlyMemory<byte> Event { get; init; }

    ReadOnlyMemory<byte> ILambdaInvocationFeature.EventJson => Event;
}
