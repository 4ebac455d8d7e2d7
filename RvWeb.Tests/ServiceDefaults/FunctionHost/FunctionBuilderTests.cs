using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Server;
using RvWeb.Lambda.Telemetry;
using RvWeb.ServiceDefaults.Console;
using RvWeb.ServiceDefaults.FunctionHost;
using RvWeb.ServiceDefaults.Hosting;
using RvWeb.Tests.Lambda;

namespace RvWeb.Tests.ServiceDefaults.FunctionHost;

public sealed partial class FunctionBuilderTests : IDisposable
{
    private readonly MemoryStream _output = new();

    public void Dispose() => _output.Dispose();

    private ILogger Logger(string category, params string[] args)
    {
        var builder = new FunctionBuilder(args);
        builder.Logging.AddProvider(new LineLoggerProvider(new LineOutput(_output)));
        return builder.Services.BuildServiceProvider().GetRequiredService<ILoggerFactory>().CreateLogger(category);
    }

    [Fact]
    public void The_command_line_configures_a_function_too() =>
        Assert.Equal("yes", new FunctionBuilder(["--Shop:Open=yes"]).Configuration["Shop:Open"]);

    [Fact]
    public void Metrics_are_added_when_they_are_first_asked_for_and_only_then()
    {
        var builder = new FunctionBuilder([]);
        var before = builder.Services.Count;

        var services = builder.Metrics.Services;
        var added = services.Count;

        Assert.True(added > before);
        Assert.Same(services, builder.Metrics.Services);
        Assert.Equal(added, services.Count);
    }

    [Fact]
    public void Log_levels_come_from_the_configuration()
    {
        var logger = Logger("Shop", "--Logging:LogLevel:Shop=Error");

        Assert.False(logger.IsEnabled(LogLevel.Warning));
        Assert.True(logger.IsEnabled(LogLevel.Error));
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore.Routing", false)]
    [InlineData("Shop", true)]
    public void Of_the_framework_only_warnings_are_logged(string category, bool isLogged) =>
        Assert.Equal(isLogged, Logger(category).IsEnabled(LogLevel.Information));

    [Fact]
    public void A_configured_level_goes_before_that() =>
        Assert.True(Logger("Microsoft.AspNetCore.Routing", "--Logging:LogLevel:Microsoft.AspNetCore=Information").IsEnabled(LogLevel.Information));

    [Fact]
    public void An_entry_is_written_at_once()
    {
        Log.Sold(Logger("Shop"), "tea");

        Assert.Equal("Sold tea" + Environment.NewLine, Encoding.UTF8.GetString(_output.ToArray()));
    }

    [Fact]
    public void A_server_gets_Kestrel()
    {
        // Tests do not run in Lambda.
        using var app = WebApplication.CreateServiceBuilder([]).Build();

        Assert.StartsWith("Kestrel", app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().GetType().Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_server_the_error_says_how_to_get_one()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => new FunctionBuilder([]).Build());

        Assert.Equal("No server is registered. Call builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi).", thrown.Message);
    }

    [Theory]
    [InlineData("appsettings.json", "{ \"a\": }")]
    [InlineData("appsettings.Staging.json", "{ \"a\": }")]
    [InlineData("appsettings.json", "[]")]
    [InlineData("appsettings.json", "{ \"a\": 1, \"A\": 2 }")]
    public void A_settings_file_that_cannot_be_read_is_named(string name, string json)
    {
        var root = Directory.CreateTempSubdirectory("rvweb-settings-");
        try
        {
            var path = Path.Combine(root.FullName, name);
            File.WriteAllText(path, json);

            var thrown = Assert.Throws<FormatException>(() => FunctionConfiguration.AddSources(new(), root.FullName, "Staging", []));

            Assert.StartsWith($"'{path}' cannot be read: ", thrown.Message, StringComparison.Ordinal);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 10_000)]
    public async Task Another_container_can_be_configured()
    {
        await using var lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var builder = new FunctionBuilder([]);
        builder.Services.AddLambdaServer(lambda.Settings, new InitTimeline(TimeProvider.System, traceParent: null));
        builder.ConfigureContainer(new OtherContainer(), services => services.AddSingleton("of the container"));

        await using var app = builder.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("of the container", app.Services.GetRequiredService<string>());
        Assert.Same(app, app.Services.GetRequiredService<IHost>());
    }

    [Fact]
    public void In_development_a_service_of_a_request_is_refused_outside_of_one()
    {
        var builder = new FunctionBuilder([]);
        builder.Environment.EnvironmentName = Environments.Development;
        builder.Services.AddScoped<object>().AddSingleton<Lazy<object>>(services => new(services.GetRequiredService<object>()));
        builder.Services.AddLambdaServer(
            new LambdaSettings { Endpoint = new("127.0.0.1", 1, "") }, new InitTimeline(TimeProvider.System, traceParent: null));

        using var app = builder.Build();

        Assert.Throws<InvalidOperationException>(app.Services.GetRequiredService<object>);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Sold {What}")]
        public static partial void Sold(ILogger logger, string what);
    }

    /// <summary>One that cannot say what it knows.</summary>
    private sealed class OtherContainer : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services) => services;

        public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) => new Provider(containerBuilder.BuildServiceProvider());

        private sealed class Provider(ServiceProvider services) : IServiceProvider, IAsyncDisposable
        {
            public object? GetService(Type serviceType) => serviceType == typeof(IServiceProviderIsService) ? null : services.GetService(serviceType);

            public ValueTask DisposeAsync() => services.DisposeAsync();
        }
    }
}
