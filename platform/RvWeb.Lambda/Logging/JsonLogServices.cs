using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RvWeb.Lambda.Logging;

internal static class JsonLogServices
{
    /// <summary>Puts JSON lines in the place of the framework's console.</summary>
    public static void AddJsonLogs(this IServiceCollection services, JsonLogs logs)
    {
        // Made, it would start a thread. It is named, not referred to, so that the compiler can leave it out of a native binary.
        for (var i = services.Count - 1; i >= 0; i--)
            if (services[i] is { IsKeyedService: false, ImplementationType.FullName: JsonLogFilters.ConsoleProvider })
                services.RemoveAt(i);
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(new JsonLogFilters(logs.Minimum));
        services.AddSingleton<ILoggerProvider>(provider => new JsonLoggerProvider(logs, provider.GetRequiredService<TimeProvider>()));
    }
}
