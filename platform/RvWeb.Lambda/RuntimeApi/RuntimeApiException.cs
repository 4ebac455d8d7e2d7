namespace RvWeb.Lambda.RuntimeApi;

/// <summary>The Runtime API answered what its contract does not foresee, or not at all.</summary>
internal sealed class RuntimeApiException(string message, Exception? inner = null) : Exception(message, inner);
