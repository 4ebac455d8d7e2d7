namespace RvWeb.Lambda;

/// <summary>
/// The X-Ray trace header of the invocation that runs, for code that has no <c>HttpContext</c> at hand. A custom runtime
/// publishes it as <c>_X_AMZN_TRACE_ID</c>, where the AWS SDK looks (docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html);
/// but a process that runs several invocations at once has only one such variable, so there it flows with the call instead.
/// </summary>
public static class LambdaTrace
{
    private const string Variable = "_X_AMZN_TRACE_ID";

    private static readonly AsyncLocal<string?> Flowing = new();

    /// <summary><c>Root=…;Parent=…;Sampled=…</c>; null outside an invocation, or if Lambda sent none.</summary>
    public static string? Current => Flowing.Value ?? Environment.GetEnvironmentVariable(Variable);

    internal static void Publish(string? trace, int concurrency)
    {
        if (concurrency > 1)
            Flowing.Value = trace;
        else
            Environment.SetEnvironmentVariable(Variable, trace);
    }
}
