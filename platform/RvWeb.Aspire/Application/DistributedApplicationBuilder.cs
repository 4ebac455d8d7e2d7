using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RvWeb.Aspire.Running;
using RvWeb.Aspire.Showing;
using RvWeb.Aspire.Testing;
using RvWeb.Aspire.Tools;
using RvWeb.Aspire.Watching;
using RvWeb.Dashboard;
using RvWeb.Dashboard.Compare;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly ResourceCollection _resources = [];
    private readonly DistributedApplicationEventing _eventing = new();

    private readonly TestSetup? _test;

    public DistributedApplicationBuilder(DistributedApplicationOptions options, TestSetup? test = null)
    {
        _test = test;
        var settings = new HostApplicationBuilderSettings { EnvironmentName = EnvironmentName() };
        test?.Apply(options, settings);
        var commandLine = new AppHostCommandLine(options.Args ?? []);
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        AppHostDirectory = options.ProjectDirectory ?? Tool.Metadata(AppHostAssembly, "apphostprojectpath") ?? Directory.GetCurrentDirectory();
        settings.ApplicationName ??= AppHostAssembly?.GetName().Name;
        settings.ContentRootPath ??= Directory.Exists(AppHostDirectory) ? AppHostDirectory : null;
        settings.EnvironmentName = commandLine.EnvironmentName ?? settings.EnvironmentName;
        _host = Host.CreateEmptyApplicationBuilder(settings);
        AddConfiguration(commandLine);
        // The host's own report of a failed start is left out: Run tells it in one line.
        _host.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None); // the resource's health tells it
        var title = options.DashboardApplicationName ?? _host.Environment.ApplicationName;
        if (options.EnableResourceLogging)
            _host.Logging.AddFilter(ResourceLogForwarding.Category(_host.Environment.ApplicationName), LogLevel.Information);
        AddRunner(options, commandLine, new DashboardChoice(!options.DisableDashboard && !commandLine.NoDashboard, title, commandLine.DashboardToken));
    }

    public Assembly? AppHostAssembly { get; }

    public string AppHostDirectory { get; }

    public ConfigurationManager Configuration => _host.Configuration;

    public IHostEnvironment Environment => _host.Environment;

    public IDistributedApplicationEventing Eventing => _eventing;

    public DistributedApplicationExecutionContext ExecutionContext { get; } = new(DistributedApplicationOperation.Run);

    public IResourceCollection Resources => _resources;

    public IServiceCollection Services => _host.Services;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (_resources.Any(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"There are two resources named '{resource.Name}': give one another name.");
        _resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        var entryPoint = EntryPointRun.Current is { } run && ReferenceEquals(run.Setup, _test) ? run : null;
        entryPoint?.HoldBeforeBuild(this);
        var application = new DistributedApplication(_host.Build(), entryPoint);
        entryPoint?.Built(application);
        return application;
    }

    // The AppHost never ships: without a word it is a developer's.
    private static string EnvironmentName() =>
        System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? System.Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environments.Development;

    // As the default builder does; user secrets are for the developer's machine only.
    private void AddConfiguration(AppHostCommandLine commandLine)
    {
        if (_test is not null)
            _host.Configuration.AddInMemoryCollection([new(TestSetup.RandomizePortsKey, "true")]);
        _host.Configuration.AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{_host.Environment.EnvironmentName}.json", optional: true);
        if (_host.Environment.IsDevelopment() && AppHostAssembly is { } assembly)
            _host.Configuration.AddUserSecrets(assembly, optional: true);
        _host.Configuration.AddEnvironmentVariables().AddCommandLine(commandLine.Settings);
    }

    private void AddRunner(DistributedApplicationOptions options, AppHostCommandLine commandLine, DashboardChoice dashboard)
    {
        Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        Services.AddSingleton<IResourceCollection>(_resources);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(commandLine);
        Services.AddSingleton(dashboard);
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(_test is null ? new AddressLines(Console.Out, Console.Error) : new AddressLines(TextWriter.Null, TextWriter.Null));
        if (_test is not null)
            Services.AddHttpClient();
        Services.AddSingleton<ResourceBoard>();
        Services.AddSingleton(new Comparisons());
        Services.AddSingleton(services => new ResourceNotificationService(services));
        Services.AddSingleton<ResourceConsole>();
        Services.AddSingleton(services => new ResourceLogForwarding(
            options.EnableResourceLogging, _host.Environment.ApplicationName, services.GetRequiredService<ILoggerFactory>()));
        Services.AddSingleton(services => new ResourceLoggerService(_resources, services.GetRequiredService<ResourceConsole>()));
        Services.AddSingleton<IDistributedApplicationEventing>(_eventing);
        Services.AddSingleton<ResourceEvents>();
        Services.AddSingleton<ReadinessWatch>();
        Services.AddSingleton(services => new ResourceCommandService(
            _resources, services.GetRequiredService<ResourceNotificationService>(), services.GetRequiredService<ResourceConsole>(), services));
        Services.AddSingleton<ProjectBuild>();
        Services.AddSingleton<SourceProjectBuild>();
        Services.AddSingleton<WatchRun>();
        Services.AddSingleton(services => new NativePublish(
            services.GetRequiredService<AppHostCommandLine>(), services.GetRequiredService<ProjectBuild>(), _resources));
        Services.AddSingleton<LifeCycleCommands>();
        Services.AddHealthChecks();
        Services.AddHttpClient();
        Services.AddSingleton<HealthMonitor>();
        Services.AddSingleton<RunServices>();
        Services.AddSingleton<ProgressReport>();
        Services.AddSingleton<DashboardFeed>();
        Services.AddSingleton<DashboardRun>();
        Services.AddSingleton<StopPatience>();
        Services.AddHostedService<ApplicationRunner>();
    }
}
