using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using RvWeb.ServiceDefaults.Hosting;

namespace RvWeb.ServiceDefaults.Console;

internal static class LineConsoleExtensions
{
    /// <summary>Writes each log entry as one console line; the framework's own below Warning only if the configuration asks for them.</summary>
    public static void AddLineConsole(this IHostApplicationBuilder builder)
    {
        var isJson = "JSON".Equals(builder.Configuration["AWS_LAMBDA_LOG_FORMAT"], StringComparison.OrdinalIgnoreCase);
        if (!isJson && (FunctionOnly.IsEnabled || !string.IsNullOrEmpty(builder.Configuration["AWS_LAMBDA_FUNCTION_NAME"])))
        {
            builder.Logging.AddProvider(new LineLoggerProvider(new LineOutput(System.Console.OpenStandardOutput())));
            return;
        }

        // JSON is written by the Lambda server, which takes the place of the framework's console: there needs to be none.
        if (FunctionOnly.IsEnabled)
            return;

        // First, so that appsettings.json and Logging__LogLevel__… go before it.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData =
            [
                new("Logging:LogLevel:Microsoft.AspNetCore", "Warning"),
                // A start that fails is thrown as well; who catches it says it in a line.
                new("Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host", "Critical"),
            ],
        });
        builder.Logging.AddConsole(options => options.FormatterName = LineConsoleFormatter.FormatterName);
        builder.Services.AddSingleton<ConsoleFormatter, LineConsoleFormatter>();
    }
}
