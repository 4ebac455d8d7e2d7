namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that the application is given from outside: from configuration, user secrets or the environment.</summary>
public class ParameterResource : Resource, IExpressionValue
{
    private readonly Func<string> _value;

    internal ParameterResource(string name, Func<string> value, bool secret)
        : base(name)
    {
        _value = value;
        Secret = secret;
    }

    /// <summary>Whether its value is shown nowhere.</summary>
    public bool Secret { get; }

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>The value.</summary>
    /// <param name="cancellationToken">Not needed.</param>
    /// <returns>The value.</returns>
    /// <exception cref="DistributedApplicationException">It has none; the message says where to put it.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(_value());
}
