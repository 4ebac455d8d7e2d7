using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Logging;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Server;
using RvWeb.Lambda.SnapStart;
using RvWeb.Lambda.Telemetry;
using RvWeb.Lambda.Triggers.Routing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Runs an ASP.NET Core app in AWS Lambda by the same call as AWS's Amazon.Lambda.AspNetCoreServer.Hosting.</summary>
public static class LambdaHostingExtensions
{
    /// <summary>
    /// Replaces the web server by one that is fed by the Lambda Runtime API, if <c>AWS_LAMBDA_FUNCTION_NAME</c> is set;
    /// else does nothing, so that Kestrel serves the app. From this call on, a start-up that fails is reported to
    /// Lambda's <c>init/error</c> with type, message and stack. If <c>AWS_LAMBDA_LOG_FORMAT</c> is JSON, the app's logs are
    /// lines of JSON in Lambda's form, in the place of its console's.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="eventSource">The expected front door; a hint only. Each event says itself what it is.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException"><c>AWS_LAMBDA_RUNTIME_API</c> is missing or not <c>host:port</c>, or another of Lambda's variables has a value that means nothing.</exception>
    public static IServiceCollection AddAWSLambdaHosting(this IServiceCollection services, LambdaEventSource eventSource)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddLambdaServer(() => LambdaSettings.Read(Environment.GetEnvironmentVariable));
    }

    /// <summary>As <see cref="AddAWSLambdaHosting(IServiceCollection, LambdaEventSource)"/>, with options.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="eventSource">The expected front door; a hint only.</param>
    /// <param name="configure">Sets the options; not called outside Lambda. They are also a service.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException"><c>AWS_LAMBDA_RUNTIME_API</c> is missing or not <c>host:port</c>.</exception>
    public static IServiceCollection AddAWSLambdaHosting(
        this IServiceCollection services, LambdaEventSource eventSource, Action<HostingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddLambdaServer(() => services.AddHostingOptions(configure, Environment.GetEnvironmentVariable));
    }

    /// <summary>As <see cref="AddAWSLambdaHosting(IServiceCollection, LambdaEventSource)"/>, with a serializer for the app's own use.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="eventSource">The expected front door; a hint only.</param>
    /// <param name="serializer">Becomes <see cref="HostingOptions.Serializer"/>, unless the options name another; the server needs none.</param>
    /// <param name="configure">Sets the options; not called outside Lambda.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException"><c>AWS_LAMBDA_RUNTIME_API</c> is missing or not <c>host:port</c>.</exception>
    public static IServiceCollection AddAWSLambdaHosting<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services, LambdaEventSource eventSource, SourceGeneratorLambdaJsonSerializer<T> serializer,
        Action<HostingOptions>? configure = null)
        where T : JsonSerializerContext =>
        services.AddAWSLambdaHosting(eventSource, options =>
        {
            options.Serializer = serializer;
            configure?.Invoke(options);
        });

    internal static LambdaSettings AddHostingOptions(
        this IServiceCollection services, Action<HostingOptions>? configure, Func<string, string?> environment)
    {
        var options = new HostingOptions();
        configure?.Invoke(options);
        services.AddSingleton(options);
        if (options.Serializer is not null)
            services.TryAddSingleton(options.Serializer);
        return options.Apply(LambdaSettings.Read(environment, options.EnableResponseStreaming));
    }

    private static IServiceCollection AddLambdaServer(this IServiceCollection services, Func<LambdaSettings> read)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")))
            // So that MapLambdaEvent knows that this was called.
            return services.AddSingleton(new EventTriggers());

        var settings = Checked(read);
        var timeline = new InitTimeline(TimeProvider.System, Environment.GetEnvironmentVariable("TRACEPARENT"));
        InitErrors.ReportUnhandled(settings.Endpoint, timeline);
        // A snapshot keeps no connection, and what is built before it costs nobody anything.
        return services.AddLambdaServer(settings, timeline, settings.IsSnapStart ? null : new HeadStart(settings, TimeProvider.System));
    }

    /// <summary>A setting that means nothing fails the start; where the Runtime API is, the invoker is told, too.</summary>
    private static LambdaSettings Checked(Func<LambdaSettings> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException exception)
        {
            InitErrors.Report(RuntimeApiEndpoint.Parse(Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")), exception);
            throw;
        }
    }

    internal static IServiceCollection AddLambdaServer(
        this IServiceCollection services, LambdaSettings settings, InitTimeline timeline, HeadStart? headStart = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        var triggers = new EventTriggers();
        services.AddSingleton(triggers);
        services.AddDirectServices();
        if (settings.JsonLogs is { } logs)
            services.AddJsonLogs(logs);
        services.Replace(ServiceDescriptor.Singleton<IHostLifetime>(provider => new LambdaLifetime(
            provider.GetRequiredService<IHostApplicationLifetime>())));
        return services.Replace(ServiceDescriptor.Singleton<IServer>(provider => new LambdaServer(
            settings,
            timeline,
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LambdaServer>>())
        {
            HeadStart = headStart,
            Triggers = triggers,
            Snapshot = settings.IsSnapStart ? SnapshotOf(settings, timeline, provider) : null,
        }));
    }

    private static Snapshot SnapshotOf(LambdaSettings settings, InitTimeline timeline, IServiceProvider provider) => new(
        settings,
        timeline,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<LambdaServer>>(),
        provider.GetServices<BeforeSnapshotRequest>(),
        provider.GetService<SnapshotHooks>() ?? SnapshotRestore.Hooks);
}
