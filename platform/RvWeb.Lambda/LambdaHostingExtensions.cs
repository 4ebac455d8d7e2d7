using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Logging;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Server;
using RvWeb.Lambda.Telemetry;

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
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")))
            return services;

        var settings = ReadSettings();
        var timeline = new InitTimeline(TimeProvider.System, Environment.GetEnvironmentVariable("TRACEPARENT"));
        InitErrors.ReportUnhandled(settings.Endpoint, timeline);
        return services.AddLambdaServer(settings, timeline);
    }

    /// <summary>A setting that means nothing fails the start; where the Runtime API is, the invoker is told, too.</summary>
    private static LambdaSettings ReadSettings()
    {
        try
        {
            return LambdaSettings.Read(Environment.GetEnvironmentVariable);
        }
        catch (InvalidOperationException exception)
        {
            InitErrors.Report(RuntimeApiEndpoint.Parse(Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")), exception);
            throw;
        }
    }

    internal static IServiceCollection AddLambdaServer(
        this IServiceCollection services, LambdaSettings settings, InitTimeline timeline)
    {
        services.TryAddSingleton(TimeProvider.System);
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
            provider.GetRequiredService<ILogger<LambdaServer>>())));
    }
}
