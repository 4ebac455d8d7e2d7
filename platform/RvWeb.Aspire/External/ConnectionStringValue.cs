using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>The connection string of a resource as a variable's value.</summary>
internal sealed record ConnectionStringValue(IResourceWithConnectionString Resource, bool IsOptional) : IExpressionValue, IValueWithReferences
{
    public string ValueExpression => Resource.ValueExpression;

    public IEnumerable<object> References => [Resource];

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await Resource.GetConnectionStringAsync(cancellationToken) is { Length: > 0 } value || IsOptional
                ? await Resource.GetConnectionStringAsync(cancellationToken)
                : throw new DistributedApplicationException($"The connection string of '{Resource.Name}' is empty.");
        }
        catch (DistributedApplicationException) when (IsOptional)
        {
            return null;
        }
    }
}
