using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RvWeb.ServiceDefaults.Hosting;

/// <summary>The empty builder and what a function needs. Each part is left out unless something asks for it: a part costs each cold start.</summary>
internal static class FunctionBuilder
{
    public static WebApplicationBuilder Create(string[] args)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            Args = args,
            EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT"),
        });
        AddConfiguration(builder.Configuration, builder.Environment, args);
        AddLogLevels(builder.Logging, builder.Configuration);
        builder.Services.AddRoutingCore();
        return builder;
    }

    private static void AddConfiguration(ConfigurationManager configuration, IHostEnvironment environment, string[] args)
    {
        AddJson(configuration, environment, "appsettings.json");
        AddJson(configuration, environment, $"appsettings.{environment.EnvironmentName}.json");
        configuration.AddEnvironmentVariables();
        if (args.Length > 0)
            configuration.AddCommandLine(args);
    }

    /// <summary>A deployed file never changes, so nothing watches it.</summary>
    private static void AddJson(ConfigurationManager configuration, IHostEnvironment environment, string name)
    {
        var path = Path.Combine(environment.ContentRootPath, name);
        if (File.Exists(path))
            configuration.AddJsonFile(path, optional: false, reloadOnChange: false);
    }

    private static void AddLogLevels(ILoggingBuilder logging, ConfigurationManager configuration)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        var section = configuration.GetSection("Logging");
        if (section.GetChildren().Any())
            logging.AddConfiguration(section);
    }
}
