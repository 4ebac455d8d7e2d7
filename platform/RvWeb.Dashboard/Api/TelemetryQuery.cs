using System.Globalization;
using Microsoft.AspNetCore.Http;
using RvWeb.Dashboard.Logs;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.Api;

/// <summary>Reads <c>?resource=&amp;traceId=&amp;hasError=&amp;severity=&amp;search=&amp;limit=&amp;follow=</c> of spans and logs.</summary>
internal sealed record TelemetryQuery(string Resource, string TraceId, bool? HasError, int Severity, string Search, int Limit, bool Follow)
{
    private const int MaxLimit = 10_000;
    private const int DefaultLimit = 1_000;

    private static readonly string[] Levels = ["trace", "debug", "information", "warning", "error", "critical"];

    /// <exception cref="BadHttpRequestException">A value is not one of those allowed; the message names it.</exception>
    public static TelemetryQuery Read(IQueryCollection query) => new(
        query["resource"].ToString(),
        query["traceId"].ToString(),
        Flag("hasError", query["hasError"]),
        SeverityOf(query["severity"].ToString()),
        query["search"].ToString(),
        LimitOf(query["limit"]),
        Flag("follow", query["follow"]) ?? false);

    public bool Matches(Span span) =>
        (Resource.Length == 0 || span.Resource.Name == Resource)
        && (TraceId.Length == 0 || span.TraceId == TraceId)
        && (HasError is null || HasError == span.IsError)
        && (Search.Length == 0 || Contains(span.Name) || Contains(span.StatusMessage) || span.Attributes.All.Any(attribute => Contains(attribute.Text)));

    public bool Matches(LogEntry entry) =>
        (Resource.Length == 0 || entry.Resource.Name == Resource)
        && (TraceId.Length == 0 || entry.TraceId == TraceId)
        && (HasError is null || HasError == (entry.Severity >= LogEntry.Error))
        && (Severity == 0 || entry.Severity >= Severity)
        && (Search.Length == 0 || Contains(entry.Body) || entry.Attributes.All.Any(attribute => Contains(attribute.Text)));

    public static int LimitOf(string? value, int otherwise = DefaultLimit)
    {
        if (string.IsNullOrEmpty(value))
            return otherwise;
        return int.TryParse(value, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : throw new BadHttpRequestException($"limit is '{value}'; it must be a whole number from 1 to {MaxLimit}.");
    }

    public static bool? Flag(string name, string? value) => value switch
    {
        null or "" => null,
        "true" => true,
        "false" => false,
        _ => throw new BadHttpRequestException($"{name} is '{value}'; it must be true or false."),
    };

    // OpenTelemetry gives each level four numbers, from 1.
    private static int SeverityOf(string value)
    {
        if (value.Length == 0)
            return 0;
        var level = Array.IndexOf(Levels, value.ToLowerInvariant());
        return level >= 0 ? 4 * level + 1 : throw new BadHttpRequestException($"severity is '{value}'; it must be one of {string.Join(", ", Levels)}.");
    }

    private bool Contains(string text) => text.Contains(Search, StringComparison.OrdinalIgnoreCase);
}
