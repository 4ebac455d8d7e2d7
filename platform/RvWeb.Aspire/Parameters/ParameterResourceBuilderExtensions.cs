using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using RvWeb.Aspire.External;

namespace Aspire.Hosting;

/// <summary>Adds parameters and connection strings that the application is given from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    private const string Section = "Parameters";

    /// <summary>Adds a parameter whose value is the configuration's <c>Parameters:NAME</c>: an environment variable
    /// (<c>Parameters__NAME</c>, dashes as underscores), a user secret, or the AppHost's appsettings.json.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="secret">Whether its value is shown nowhere.</param>
    /// <returns>A builder for it.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.Add(name, () => Configured(builder.Configuration, name) ?? throw Missing(name), secret);

    /// <summary>Adds a parameter with a value of its own, unless the configuration has another.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="publishValueAsDefault">Only means something to a publisher.</param>
    /// <param name="secret">Whether its value is shown nowhere.</param>
    /// <returns>A builder for it.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>Adds a parameter whose value a function gives, unless the configuration has another.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="valueGetter">Gives the value.</param>
    /// <param name="publishValueAsDefault">Only means something to a publisher.</param>
    /// <param name="secret">Whether its value is shown nowhere.</param>
    /// <returns>A builder for it.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(valueGetter);
        return builder.Add(name, () => Configured(builder.Configuration, name) ?? valueGetter(), secret);
    }

    /// <summary>Adds a connection string that is the configuration's <c>ConnectionStrings:NAME</c>: an environment variable
    /// (<c>ConnectionStrings__NAME</c>), a user secret, or the AppHost's appsettings.json.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The connection string's name.</param>
    /// <param name="environmentVariableName">The variable it is handed on in; <c>ConnectionStrings__NAME</c> if not given.</param>
    /// <returns>A builder for it.</returns>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ConfiguredConnectionString(name, environmentVariableName, () => builder.Configuration.GetConnectionString(name)));
    }

    private static IResourceBuilder<ParameterResource> Add(this IDistributedApplicationBuilder builder, string name, Func<string> value, bool secret)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ParameterResource(name, value, secret));
    }

    private static string? Configured(ConfigurationManager configuration, string name) =>
        configuration[$"{Section}:{name}"] ?? configuration[$"{Section}:{Underscored(name)}"];

    private static DistributedApplicationException Missing(string name) => new(
        $"The parameter '{name}' has no value: set the environment variable {Section}__{Underscored(name)}, "
        + $"or run `dotnet user-secrets set {Section}:{name} VALUE` in the AppHost's folder.");

    private static string Underscored(string name) => name.Replace('-', '_');
}
