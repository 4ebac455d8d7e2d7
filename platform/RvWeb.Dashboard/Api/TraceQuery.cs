using Microsoft.AspNetCore.Http;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.Api;

/// <summary>Reads <c>?text=&amp;resource=&amp;hasError=&amp;limit=</c>.</summary>
internal static class TraceQuery
{
    /// <exception cref="BadHttpRequestException">A value is not one of those allowed; the message names it.</exception>
    public static TraceFilter Read(IQueryCollection query) => new(
        query["text"], query["resource"], TelemetryQuery.Flag("hasError", query["hasError"]), TelemetryQuery.LimitOf(query["limit"], new TraceFilter().Limit));
}
