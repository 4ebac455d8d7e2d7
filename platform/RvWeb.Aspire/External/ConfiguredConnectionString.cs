using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.External;

/// <summary>A connection string that the application is given from outside; whoever reads it is told where to put it.</summary>
internal sealed class ConfiguredConnectionString : ParameterResource, IResourceWithConnectionString
{
    public ConfiguredConnectionString(string name, string? variable, Func<string?> value)
        : base(name, () => value() ?? throw Missing(name), secret: true)
    {
        ConnectionStringEnvironmentVariable = variable;
        ConnectionStringExpression = ReferenceExpression.Create($"{new Text(this)}");
    }

    public ReferenceExpression ConnectionStringExpression { get; }

    public string? ConnectionStringEnvironmentVariable { get; }

    IEnumerable<object> IValueWithReferences.References => [];

    private static DistributedApplicationException Missing(string name) => new(
        $"The connection string '{name}' has no value: set the environment variable ConnectionStrings__{name}, "
        + $"or run `dotnet user-secrets set ConnectionStrings:{name} VALUE` in the AppHost's folder.");

    /// <summary>The parameter's own value: its value as a connection string would be read through this expression again.</summary>
    private sealed record Text(ParameterResource Parameter) : IExpressionValue
    {
        public string ValueExpression => Parameter.ValueExpression;

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => Parameter.GetValueAsync(cancellationToken);
    }
}
