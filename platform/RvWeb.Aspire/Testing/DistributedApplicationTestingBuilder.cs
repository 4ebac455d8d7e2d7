using Microsoft.Extensions.Hosting;
using RvWeb.Aspire.Testing;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Runs AppHosts in tests: on free ports, without a dashboard, nothing written to the console, the lines of resources in the
/// AppHost's log.
/// </summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the program of an AppHost up to where it builds the application.</summary>
    /// <typeparam name="TEntryPoint">A class of the AppHost, as a rule <c>Projects.Name_AppHost</c>.</typeparam>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A builder to change it and to go on.</returns>
    /// <exception cref="DistributedApplicationException">The program ended before that.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), cancellationToken);

    /// <summary>Runs the program of an AppHost up to where it builds the application.</summary>
    /// <param name="entryPoint">A class of the AppHost, as a rule <c>Projects.Name_AppHost</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A builder to change it and to go on.</returns>
    /// <exception cref="DistributedApplicationException">The program ended before that.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, [], cancellationToken);

    /// <summary>Runs the program of an AppHost up to where it builds the application.</summary>
    /// <typeparam name="TEntryPoint">A class of the AppHost, as a rule <c>Projects.Name_AppHost</c>.</typeparam>
    /// <param name="args">Its command line; <c>SECTION:KEY=VALUE</c> is configuration.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A builder to change it and to go on.</returns>
    /// <exception cref="DistributedApplicationException">The program ended before that.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    /// <summary>Runs the program of an AppHost up to where it builds the application.</summary>
    /// <param name="entryPoint">A class of the AppHost, as a rule <c>Projects.Name_AppHost</c>.</param>
    /// <param name="args">Its command line; <c>SECTION:KEY=VALUE</c> is configuration.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A builder to change it and to go on.</returns>
    /// <exception cref="DistributedApplicationException">The program ended before that.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, args, static (_, _) => { }, cancellationToken);

    /// <summary>Runs the program of an AppHost up to where it builds the application.</summary>
    /// <typeparam name="TEntryPoint">A class of the AppHost, as a rule <c>Projects.Name_AppHost</c>.</typeparam>
    /// <param name="args">Its command line; <c>SECTION:KEY=VALUE</c> is configuration.</param>
    /// <param name="configureBuilder">Changes the options with which the program makes its builder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A builder to change it and to go on.</returns>
    /// <exception cref="DistributedApplicationException">The program ended before that.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <summary>Runs the program of an AppHost up to where it builds the application.</summary>
    /// <param name="entryPoint">A class of the AppHost, as a rule <c>Projects.Name_AppHost</c>.</param>
    /// <param name="args">Its command line; <c>SECTION:KEY=VALUE</c> is configuration.</param>
    /// <param name="configureBuilder">Changes the options with which the program makes its builder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A builder to change it and to go on.</returns>
    /// <exception cref="DistributedApplicationException">The program ended before that.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        var run = EntryPointRun.Start(entryPoint.Assembly, args, configureBuilder);
        try
        {
            return new TestingBuilder(await run.DescribedAsync(cancellationToken), run);
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a builder without the program of an AppHost: the test describes the application itself.</summary>
    /// <param name="args">Its command line; <c>SECTION:KEY=VALUE</c> is configuration.</param>
    /// <returns>An empty builder.</returns>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => Create(args, static (_, _) => { });

    /// <summary>Makes a builder without the program of an AppHost: the test describes the application itself.</summary>
    /// <param name="args">Its command line; <c>SECTION:KEY=VALUE</c> is configuration.</param>
    /// <param name="configureBuilder">Changes the options with which the builder is made.</param>
    /// <returns>An empty builder.</returns>
    public static IDistributedApplicationTestingBuilder Create(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        return new TestingBuilder(new DistributedApplicationBuilder(new DistributedApplicationOptions { Args = args }, new TestSetup(null, configureBuilder)), entryPoint: null);
    }
}
