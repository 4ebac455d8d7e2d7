using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace RvWeb.ServiceDefaults.Console;

internal static class LineConsoleExtensions
{
    /// <summary>Writes each log entry as one console line.</summary>
    public static void AddLineConsole(this ILoggingBuilder logging)
    {
        logging.AddConsole(options => options.FormatterName = LineConsoleFormatter.FormatterName);
        logging.Services.AddSingleton<ConsoleFormatter, LineConsoleFormatter>();
    }
}
