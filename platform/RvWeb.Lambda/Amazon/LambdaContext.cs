using System.Globalization;
using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Server;

namespace RvWeb.Lambda.Amazon;

/// <summary>Copies what the invocation says, whose buffers are used again.</summary>
internal sealed class LambdaContext(Invocation invocation, LambdaSettings settings, TimeProvider time, ILogger logger) : ILambdaContext
{
    private readonly string? _clientContext = invocation.ClientContext;
    private readonly string? _identity = invocation.CognitoIdentity;
    private readonly DateTimeOffset _deadline = invocation.Deadline;

    public string AwsRequestId { get; } = invocation.RequestId;

    public string? InvokedFunctionArn { get; } = invocation.FunctionArn;

    public string TenantId { get; } = invocation.TenantId ?? "";

    public string TraceId { get; } = invocation.TraceId ?? "";

    public IClientContext ClientContext => field ??= new ClientContext(_clientContext);

    public ICognitoIdentity Identity => field ??= new CognitoIdentity(_identity);

    public ILambdaLogger Logger => field ??= new ContextLogger(logger);

    public ILambdaSerializer? Serializer => settings.Serializer;

    public string? FunctionName => settings.Environment("AWS_LAMBDA_FUNCTION_NAME");

    public string? FunctionVersion => settings.Environment("AWS_LAMBDA_FUNCTION_VERSION");

    public string? LogGroupName => settings.Environment("AWS_LAMBDA_LOG_GROUP_NAME");

    public string? LogStreamName => settings.Environment("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB =>
        int.TryParse(settings.Environment("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes)
            ? megabytes
            : 0;

    public TimeSpan RemainingTime
    {
        get
        {
            var left = _deadline - time.GetUtcNow();
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }
}
