// As in AWS's package: implementations compile with nullable annotations of either kind.
#nullable disable annotations

namespace Amazon.Lambda.Core;

/// <summary>
/// What Lambda says of an invocation, by the names of AWS's own package:
/// <c>(ILambdaContext)context.Items["LambdaContext"]</c>. It stays valid after the response.
/// </summary>
public interface ILambdaContext
{
    /// <summary>Lambda's id of the invocation.</summary>
    string AwsRequestId { get; }

    /// <summary>What the invoker sent beside the event; never null, its members may be.</summary>
    IClientContext ClientContext { get; }

    /// <summary>The function's name; null outside Lambda.</summary>
    string FunctionName { get; }

    /// <summary>The function's version, <c>$LATEST</c> if none is published; null outside Lambda.</summary>
    string FunctionVersion { get; }

    /// <summary>Who the AWS Mobile SDK signed in; never null, its members may be.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN the function was invoked by, with the version or alias if one was named.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Writes to the app's log.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>The log group in CloudWatch; null outside Lambda.</summary>
    string LogGroupName { get; }

    /// <summary>The log stream in CloudWatch, which names the environment; null outside Lambda.</summary>
    string LogStreamName { get; }

    /// <summary>How much memory the function has, in MB; 0 outside Lambda.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>How long the invocation may still run; never negative.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The tenant, if the function isolates tenants; else empty.</summary>
    string TenantId => "";

    /// <summary>The X-Ray trace header, <c>Root=…;Parent=…;Sampled=…</c>; empty if there is none.</summary>
    string TraceId => "";

    /// <summary>The serializer that <c>AddAWSLambdaHosting</c> was given; null if none was.</summary>
    ILambdaSerializer Serializer => null;
}
