using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RvWeb.ServiceDefaults.Console;
using RvWeb.ServiceDefaults.FunctionHost;

namespace RvWeb.Tests.ServiceDefaults;

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

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Sold {What}")]
        public static partial void Sold(ILogger logger, string what);
    }
}
