using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RvWeb.Web.Endpoints;

internal static class TimeEndpoint
{
    /// <summary>The server's time as RFC 3339 writes it, in UTC.</summary>
    public static ContentHttpResult Answer(TimeProvider time) =>
        TypedResults.Text(time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
