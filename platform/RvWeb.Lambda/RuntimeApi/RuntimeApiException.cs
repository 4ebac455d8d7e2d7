namespace RvWeb.Lambda.RuntimeApi;

/// <summary>The Runtime API answered what its contract does not foresee, or not at all.</summary>
internal sealed class RuntimeApiException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>After a 500 the environment is beyond repair (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).</summary>
    public bool IsFatal { get; init; }
}
