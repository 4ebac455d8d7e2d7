using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Launching;

/// <summary>An environment variable's value.</summary>
/// <param name="Text">The value.</param>
/// <param name="IsSecret">Whether a secret parameter is in it.</param>
internal sealed record EnvironmentValue(string Text, bool IsSecret) : IValueProvider
{
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Text);

    public static bool IsSecretValue(object value) => value switch
    {
        ParameterResource parameter => parameter.Secret,
        EnvironmentValue resolved => resolved.IsSecret,
        IResourceBuilder<IResource> builder => IsSecretValue(builder.Resource),
        IValueWithReferences text => text.References.Any(IsSecretValue),
        _ => false,
    };
}
