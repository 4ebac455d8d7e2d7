using System.Collections;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using RvWeb.Emulator.Control;
using RvWeb.Emulator.Environments;
using RvWeb.Emulator.EventInvocations;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.FunctionsApi;
using RvWeb.Emulator.HotReload;
using RvWeb.Emulator.InvokeApi;
using RvWeb.Emulator.Memory;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.RuntimeApi;
using RvWeb.Emulator.Telemetry;
using RvWeb.Loopback.Http2;
using RvWeb.Processes;

namespace RvWeb.Emulator.Hosting;

/// <summary>Puts the emulator together: services, ports, and one terminal handler, since each connection knows its door.</summary>
internal static class EmulatorHost
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(3);

    public static WebApplication Build(EmulatorOptions options, TextWriter output, Action<IServiceCollection>? configure = null)
    {
        // The empty builder reads no appsettings.json from whatever folder the user is in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddEnvironmentVariables();
        builder.Logging.AddEmulatorConsole();
        builder.WebHost.UseKestrelCore();
        builder.AddTelemetry(EmulatorTelemetry.SourceName);
        builder.Services.AddEmulator(options, output);
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        app.Run(context => context.Features.GetRequiredFeature<Door>().Handle(context));
        return app;
    }

    private static void AddEmulatorConsole(this ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // A port that is taken is told in one line by the command, not with the host's stack trace.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    private static void AddEmulator(this IServiceCollection services, EmulatorOptions options, TextWriter output)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Func<Guid>>(Guid.NewGuid);
        services.AddSingleton<EmulatorTelemetry>();
        services.AddSingleton(new FunctionLog(output));
        services.AddSingleton(_ => OrphanGuard.Start());
        services.AddSingleton(provider => new MemoryWatch(provider.GetRequiredService<TimeProvider>(), GroupMemory.Read));
        services.AddSingleton(provider => new ScratchFolders(Path.GetTempPath(), provider.GetRequiredService<Func<Guid>>()));
        services.AddSingleton<RuntimeApiTransport>();
        services.AddSingleton<IConnectionListenerFactory>(provider => provider.GetRequiredService<RuntimeApiTransport>());
        services.AddHttp2Transport();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<EnvironmentResources>(
            provider, (Func<string, string?>)Environment.GetEnvironmentVariable));
        services.AddSingleton(provider => new FunctionDirectory(
            [.. options.Functions.Select(function => new LocalFunction(function, provider.GetRequiredService<EnvironmentResources>()))]));
        services.AddSingleton<EventLog>();
        services.AddSingleton<EventDestinations>();
        services.AddSingleton<EventQueue>();
        services.AddSingleton<FunctionUrlConfig>();
        services.AddSingleton<FunctionsApiDoor>();
        services.AddSingleton<ControlDoor>();
        services.AddSingleton<InvokeApiDoor>();
        services.AddSingleton<FrontDoorFactory>();
        services.AddSingleton<EmulatorPorts>();
        services.ConfigureOptions<EmulatorKestrelSetup>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        // Stopped in reverse: the queue, environments (before Kestrel, which waits for its requests), and last the log.
        services.AddHostedService(provider => provider.GetRequiredService<FunctionLog>());
        services.AddHostedService<FunctionsLifetime>();
        services.AddHostedService(provider => provider.GetRequiredService<EventQueue>());
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<HotReloadService>(provider, (Func<IDictionary>)Environment.GetEnvironmentVariables));
    }
}
