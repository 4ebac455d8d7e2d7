namespace RvWeb.Edge.Functions;

/// <summary>
/// A function gave no usable answer. 502 for an invalid result (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html),
/// 503 for a run that failed (http-503-service-unavailable.html of the same guide). The X-Cache of the second is observed, the first's is made like it.
/// </summary>
internal sealed record FunctionFailure(int Status, string XCache, string Cause)
{
    public static FunctionFailure Execution(string cause) => new(StatusCodes.Status503ServiceUnavailable, "FunctionExecutionError from cloudfront", cause);

    public static FunctionFailure Validation(string cause) => new(StatusCodes.Status502BadGateway, "FunctionValidationError from cloudfront", cause);
}
