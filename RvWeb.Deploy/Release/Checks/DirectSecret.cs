namespace RvWeb.Deploy.Release.Checks;

/// <summary>
/// The secret that lets a call past CloudFront through. It goes to the function it protects and nowhere else: into no output, report
/// or command line. Not a record, which would print it.
/// </summary>
internal sealed class DirectSecret
{
    private readonly Uri _function;
    private readonly string _value;

    /// <param name="function">The only place it is sent to.</param>
    /// <param name="value">What CloudFront sends.</param>
    internal DirectSecret(Uri function, string value)
    {
        MustBePrivate(function);
        (_function, _value) = (function, value);
    }

    /// <summary>Throws where others could read along.</summary>
    internal static void MustBePrivate(Uri function)
    {
        if (function.Scheme != Uri.UriSchemeHttps && !function.IsLoopback)
            throw new DeployFailedException($"The origin's secret is not sent to {function} over plain http: give its address with https.");
    }

    internal void AddTo(HttpRequestMessage request)
    {
        if (Uri.Compare(request.RequestUri, _function, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
            request.Headers.TryAddWithoutValidation(Stack.OriginSecret.Header, _value);
    }
}
