namespace RvWeb.Lambda.RuntimeApi;

/// <summary>
/// What <c>next</c> handed out, in the buffer where it was received: strings are made of it when somebody asks, and all of it
/// is valid until the next invocation is asked for.
/// </summary>
internal sealed class Invocation : ILambdaInvocationFeature
{
    private ReadOnlyMemory<byte> _head;
    private string? _requestId;
    private string? _traceId;

    public ReadOnlyMemory<byte> EventJson { get; private set; }

    /// <summary>Empty if Lambda sent none, which would be no invocation.</summary>
    public ReadOnlySpan<byte> RequestIdBytes => Head.Find("lambda-runtime-aws-request-id"u8);

    public string RequestId => _requestId ??= Head.Text("lambda-runtime-aws-request-id"u8) ?? "";

    public DateTimeOffset Deadline =>
        Head.Number("lambda-runtime-deadline-ms"u8) is { } milliseconds && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.MaxValue;

    public string? FunctionArn => Head.Text("lambda-runtime-invoked-function-arn"u8);

    /// <summary>Published with each invocation; one that comes again is the same string.</summary>
    public string? TraceId => _traceId;

    public string? TenantId => Head.Text("lambda-runtime-aws-tenant-id"u8);

    public string? ClientContext => Head.Text("lambda-runtime-client-context"u8);

    public string? CognitoIdentity => Head.Text("lambda-runtime-cognito-identity"u8);

    private ResponseHead Head => new(_head.Span);

    public void Start(RuntimeApiResponse next)
    {
        (_head, EventJson, _requestId) = (next.HeadBytes, next.Body, null);
        if (!System.Text.Ascii.Equals(Head.Find("lambda-runtime-trace-id"u8), _traceId))
            _traceId = Head.Text("lambda-runtime-trace-id"u8);
    }
}
