using System.Globalization;
using Microsoft.AspNetCore.Http;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.Api;

/// <summary>Reads <c>?text=&amp;resource=&amp;hasError=&amp;limit=</c>.</summary>
internal static class TraceQuery
{
    private const int MaxLimit = 10_000;

    /// <exception cref="BadHttpRequestException">A value is not one of those allowed; the message names it.</exception>
    public static TraceFilter Read(IQueryCollection query) => new(query["text"], query["resource"], HasError(query["hasError"]), Limit(query["limit"]));

    private static bool? HasError(string? value) => value switch
    {
        null or "" => null,
        "true" => true,
        "false" => false,
        _ => throw new BadHttpRequestException($"hasError is '{value}'; it must be true or false."),
    };

    private static int Limit(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return new TraceFilter().Limit;
        return int.TryParse(value, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : throw new BadHttpRequestException($"limit is '{value}'; it must be a whole number from 1 to {MaxLimit}.");
    }
}
