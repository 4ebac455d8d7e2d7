using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RvWeb.Lambda.Logging;

/// <summary>
/// Keeps a console that is added later from writing each entry a second time: what the app has set for its console
/// (<c>Logging:Console:LogLevel</c>) counts for the JSON lines, and the console itself is off.
/// </summary>
/// <param name="minimum">The app's level where neither its configuration nor its code says another.</param>
internal sealed class JsonLogFilters(LogLevel? minimum) : IPostConfigureOptions<LoggerFilterOptions>
{
    public const string ConsoleProvider = "Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider";

    /// <summary>The name that configuration has for it.</summary>
    private const string ConsoleAlias = "Console";

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        if (minimum is { } level && options.MinLevel == LogLevel.Information)
            options.MinLevel = level;
        for (var i = 0; i < options.Rules.Count; i++)
            if (options.Rules[i] is { ProviderName: ConsoleAlias or ConsoleProvider } rule)
                options.Rules[i] = new LoggerFilterRule(typeof(JsonLoggerProvider).FullName, rule.CategoryName, rule.LogLevel, rule.Filter);
        options.Rules.Add(new LoggerFilterRule(ConsoleProvider, null, LogLevel.None, null));
    }
}
