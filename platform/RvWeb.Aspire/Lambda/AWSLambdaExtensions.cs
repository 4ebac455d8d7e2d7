using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using RvWeb.Aspire.Launching;
using RvWeb.Aspire.Tools;

namespace Aspire.Hosting;

/// <summary>Adds Lambda functions and the service that runs them.</summary>
public static class AWSLambdaExtensions
{
    /// <summary>Adds the emulated Lambda service; at most once, and before the first function.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="options">Its port.</param>
    /// <returns>A builder to configure it.</returns>
    /// <exception cref="DistributedApplicationException">It was added before, perhaps with a function.</exception>
    public static IResourceBuilder<LambdaEmulatorResource> AddAWSLambdaServiceEmulator(
        this IDistributedApplicationBuilder builder, LambdaEmulatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Resources.OfType<LambdaEmulatorResource>().Any())
            throw new DistributedApplicationException("The Lambda service emulator is there already: call AddAWSLambdaServiceEmulator once, before the first AddAWSLambdaFunction.");
        return builder.AddEmulator(Tool.Path(builder, "emulator"), options);
    }

    internal static IResourceBuilder<LambdaEmulatorResource> AddEmulator(
        this IDistributedApplicationBuilder builder, string command, LambdaEmulatorOptions? options) =>
        builder.AddResource(new LambdaEmulatorResource(command, builder.AppHostDirectory))
            .WithHttpEndpoint(port: options?.HttpPort)
            .WithHttpHealthCheck("/.emulator/health")
            .WithOtlpExporter()
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
            .WithArgs(context => EmulatorArguments.AddAsync(builder, context))
            .WithEnvironment(context => EmulatorArguments.PassOnAsync(builder, context));

    /// <summary>Adds a project as a Lambda function. Its process starts with the first invocation and ends when it was idle for long.</summary>
    /// <typeparam name="TLambdaProject">The project, from the generated namespace <c>Projects</c>.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="lambdaHandler">What the function sees as <c>_HANDLER</c>; an executable needs no particular one.</param>
    /// <param name="options">Nothing yet.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<LambdaProjectResource> AddAWSLambdaFunction<TLambdaProject>(
        this IDistributedApplicationBuilder builder, string name, string lambdaHandler, LambdaFunctionOptions? options = null)
        where TLambdaProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        var emulator = builder.Resources.OfType<LambdaEmulatorResource>().FirstOrDefault()
            ?? builder.AddAWSLambdaServiceEmulator().Resource;
        return builder.AddResource(new LambdaProjectResource(name))
            .WithAnnotation<IProjectMetadata>(new TLambdaProject())
            .WithAnnotation(new FollowsAnnotation(emulator))
            .WithParentRelationship(emulator)
            .WithOtlpExporter()
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
            .WithEnvironment("_HANDLER", lambdaHandler)
            .WithFunctionCommands(emulator)
            .WithEnvironment(context => context.EnvironmentVariables.TryAdd(DotnetRoot.Variable, DotnetRoot.Path));
    }
}
