namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a callback needs to add arguments.</summary>
/// <param name="args">The arguments so far: strings, or values such as an <see cref="EndpointReference"/>.</param>
/// <param name="cancellationToken">Ends the start.</param>
public sealed class CommandLineArgsCallbackContext(IList<object> args, CancellationToken cancellationToken = default)
{
    /// <summary>The arguments so far: strings, or values such as an <see cref="EndpointReference"/>.</summary>
    public IList<object> Args { get; } = args;

    /// <summary>Ends the start.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
