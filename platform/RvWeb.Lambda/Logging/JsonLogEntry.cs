using Microsoft.Extensions.Logging;

namespace RvWeb.Lambda.Logging;

/// <param name="Level">How bad it is.</param>
/// <param name="Category">Who says it.</param>
/// <param name="Message">The template, filled in.</param>
/// <param name="Parameters">The template's names and values, and the template itself under <c>{OriginalFormat}</c>.</param>
/// <param name="Exception">What failed.</param>
internal readonly record struct JsonLogEntry(
    LogLevel Level, string Category, string Message, IReadOnlyList<KeyValuePair<string, object?>>? Parameters, Exception? Exception);
