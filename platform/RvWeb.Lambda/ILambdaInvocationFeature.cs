namespace RvWeb.Lambda;

/// <summary>
/// What Lambda says of the invocation that carries a request: <c>context.Features.Get&lt;ILambdaInvocationFeature&gt;()</c>.
/// Null on Kestrel, where there is no invocation. Handlers of <c>MapLambdaEvent</c> can have it as a parameter.
/// Source: docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
/// </summary>
public interface ILambdaInvocationFeature
{
    /// <summary>Lambda's id of the invocation, the one in its log lines; also <c>HttpContext.TraceIdentifier</c>.</summary>
    string RequestId { get; }

    /// <summary>
    /// When Lambda ends the invocation, in UTC; <see cref="DateTimeOffset.MaxValue"/> if it did not say.
    /// <c>HttpContext.RequestAborted</c> fires shortly before.
    /// </summary>
    DateTimeOffset Deadline { get; }

    /// <summary>The ARN the function was invoked by, with the version or alias if one was named.</summary>
    string? FunctionArn { get; }

    /// <summary>The X-Ray trace header: <c>Root=…;Parent=…;Sampled=…</c>.</summary>
    string? TraceId { get; }

    /// <summary>The tenant, if the function isolates tenants.</summary>
    string? TenantId { get; }

    /// <summary>What the invoker sent as client context, as JSON with the keys <c>client</c>, <c>env</c> and <c>custom</c>.</summary>
    string? ClientContext { get; }

    /// <summary>The Cognito identity that the AWS Mobile SDK signed in, as JSON.</summary>
    string? CognitoIdentity { get; }

    /// <summary>
    /// The whole event as Lambda sent it, UTF-8 JSON. It lies in a buffer that is used again: copy what has to outlive the
    /// response.
    /// </summary>
    ReadOnlyMemory<byte> EventJson { get; }
}
