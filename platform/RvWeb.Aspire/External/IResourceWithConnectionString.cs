namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that others reach by a connection string.</summary>
public interface IResourceWithConnectionString : IResource, IExpressionValue, IValueWithReferences
{
    /// <summary>The connection string, with values in it that are known when resources start.</summary>
    ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>The variable it is handed on in; <c>ConnectionStrings__NAME</c> if null.</summary>
    string? ConnectionStringEnvironmentVariable => null;

    /// <inheritdoc/>
    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    /// <inheritdoc/>
    IEnumerable<object> IValueWithReferences.References => [ConnectionStringExpression];

    /// <summary>The connection string.</summary>
    /// <param name="cancellationToken">Ends the waiting for it.</param>
    /// <returns>The connection string, or null if there is none.</returns>
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => ConnectionStringExpression.GetValueAsync(cancellationToken);

    /// <summary>Its parts that have names, for programs that cannot read the whole.</summary>
    /// <returns>Names and values; none by default.</returns>
    IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() => [];

    /// <inheritdoc/>
    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => GetConnectionStringAsync(cancellationToken);
}
