namespace RvWeb.Lambda.RuntimeApi;

/// <summary>Where the Runtime API is: <c>AWS_LAMBDA_RUNTIME_API</c> is <c>host:port</c>; AWS's local test tool adds a path.</summary>
internal sealed record RuntimeApiEndpoint(string Host, int Port, string PathPrefix)
{
    public static RuntimeApiEndpoint Parse(string? value)
    {
        if (value is not null
            && Uri.TryCreate("http://" + value, UriKind.Absolute, out var uri)
            && uri.Authority.Length > 0
            && value.Contains(':', StringComparison.Ordinal))
            return new RuntimeApiEndpoint(uri.Host, uri.Port, uri.AbsolutePath.TrimEnd('/'));
        throw new InvalidOperationException(
            $"AWS_LAMBDA_RUNTIME_API is '{value}' but must be host:port: Lambda (or its emulator) sets it. "
            + "To run this app on Kestrel, unset AWS_LAMBDA_FUNCTION_NAME.");
    }
}
