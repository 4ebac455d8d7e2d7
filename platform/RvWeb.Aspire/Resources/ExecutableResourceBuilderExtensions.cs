using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds programs.</summary>
public static class ExecutableResourceBuilderExtensions
{
    /// <summary>Adds a program.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="command">A path, or a name looked up in <c>PATH</c>.</param>
    /// <param name="workingDirectory">Where it runs; relative to the AppHost's folder.</param>
    /// <param name="args">Its arguments.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddExecutable(name, command, workingDirectory, (object[]?)args);

    /// <summary>Adds a program some of whose arguments are known only when it starts.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="command">A path, or a name looked up in <c>PATH</c>.</param>
    /// <param name="workingDirectory">Where it runs; relative to the AppHost's folder.</param>
    /// <param name="args">Its arguments: strings, or values such as an <see cref="EndpointReference"/>.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params object[]? args)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var directory = Path.GetFullPath(workingDirectory, builder.AppHostDirectory);
        return builder.AddResource(new ExecutableResource(name, command, directory)).WithArgs(args ?? []);
    }

    /// <summary>Changes where a program runs.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The program's builder.</param>
    /// <param name="workingDirectory">The folder; relative to the AppHost's.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithWorkingDirectory<T>(this IResourceBuilder<T> builder, string workingDirectory)
        where T : ExecutableResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(workingDirectory);
        builder.Resource.WorkingDirectory = Path.GetFullPath(workingDirectory, builder.ApplicationBuilder.AppHostDirectory);
        return builder;
    }
}
