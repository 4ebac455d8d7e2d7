using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace RvWeb.ServiceDefaults.Hosting;

/// <summary>What configures a function: the same sources as a server's, each left out unless it is there.</summary>
internal static class FunctionConfiguration
{
    /// <summary>Production, if the environment does not say otherwise.</summary>
    public static string EnvironmentName =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Production";

    public static void AddSources(ConfigurationManager configuration, string contentRoot, string environment, string[] args)
    {
        AddJson(configuration, contentRoot, "appsettings.json");
        AddJson(configuration, contentRoot, $"appsettings.{environment}.json");
        configuration.AddEnvironmentVariables();
        if (args.Length > 0)
            configuration.AddCommandLine(args);
    }

    public static void AddLogLevels(ILoggingBuilder logging, ConfigurationManager configuration)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        var section = configuration.GetSection("Logging");
        if (section.GetChildren().Any())
            logging.AddConfiguration(section);
    }

    /// <summary>
    /// A deployed file never changes, so nothing watches it; the provider that could watch it brings a tenth of the binary.
    /// </summary>
    /// <exception cref="FormatException">It is not JSON, not an object, or has a key twice.</exception>
    private static void AddJson(ConfigurationManager configuration, string contentRoot, string name)
    {
        var path = Path.Combine(contentRoot, name);
        if (!File.Exists(path))
            return;
        try
        {
            configuration.AddJsonStream(new MemoryStream(File.ReadAllBytes(path)));
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new FormatException($"'{path}' cannot be read: {exception.Message}", exception);
        }
    }
}
