using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.HttpCommands;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives the resource a command that is a request to one of its endpoints.</summary>
    /// <typeparam name="TResource">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="path">The path that is asked.</param>
    /// <param name="displayName">What people read.</param>
    /// <param name="endpointName">The endpoint; <c>http</c> if not given, or <c>https</c> if there is no such.</param>
    /// <param name="commandName">The command's name; made of method and path if not given.</param>
    /// <param name="commandOptions">The method, the request, what becomes of the answer; POST by default.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder,
        string path,
        string displayName,
        string? endpointName = null,
        string? commandName = null,
        HttpCommandOptions? commandOptions = null)
        where TResource : IResourceWithEndpoints => builder.WithHttpCommand(path, displayName, () => builder.HttpEndpoint(endpointName), commandName, commandOptions);

    /// <summary>Gives the resource a command that is a request to an endpoint.</summary>
    /// <typeparam name="TResource">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="path">The path that is asked.</param>
    /// <param name="displayName">What people read.</param>
    /// <param name="endpointSelector">Gives the endpoint when the command is executed; one of the resource's own if null.</param>
    /// <param name="commandName">The command's name; made of method and path if not given.</param>
    /// <param name="commandOptions">The method, the request, what becomes of the answer; POST by default.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder,
        string path,
        string displayName,
        Func<EndpointReference>? endpointSelector,
        string? commandName = null,
        HttpCommandOptions? commandOptions = null)
        where TResource : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var options = commandOptions ?? new HttpCommandOptions();
        options.UpdateState ??= context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;
        var command = new HttpCommand(path, endpointSelector ?? (() => builder.HttpEndpoint(name: null)), options);
        return builder.WithCommand(commandName ?? $"{command.Method.Method.ToLowerInvariant()}-{path.Trim('/')}", displayName, command.ExecuteAsync, options);
    }
}
