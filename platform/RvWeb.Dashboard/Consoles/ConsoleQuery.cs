using Microsoft.AspNetCore.WebUtilities;

namespace RvWeb.Dashboard.Consoles;

/// <summary>How the console page is to look.</summary>
/// <param name="Find">Only lines that contain it, in any case.</param>
/// <param name="Times"><c>local</c>, <c>utc</c> or <c>off</c>.</param>
/// <param name="Wraps">Whether long lines go on below.</param>
/// <param name="IsPaused">Whether it stays as it is; what is written meanwhile is kept.</param>
internal sealed record ConsoleQuery(string Find, string Times, bool Wraps, bool IsPaused)
{
    public static ConsoleQuery Read(string search)
    {
        var query = QueryHelpers.ParseQuery(search);
        var times = query.GetValueOrDefault("time").ToString();
        return new ConsoleQuery(
            query.GetValueOrDefault("find").ToString(),
            times is "utc" or "off" ? times : "local",
            query.GetValueOrDefault("wrap") != "no",
            query.GetValueOrDefault("paused") == "yes");
    }

    /// <summary>The same look for a resource, or for all if the name is empty.</summary>
    public string To(string resource)
    {
        var pairs = new List<KeyValuePair<string, string?>>();
        if (Find.Length > 0)
            pairs.Add(new("find", Find));
        if (Times != "local")
            pairs.Add(new("time", Times));
        if (!Wraps)
            pairs.Add(new("wrap", "no"));
        if (IsPaused)
            pairs.Add(new("paused", "yes"));
        return QueryHelpers.AddQueryString(resource.Length > 0 ? $"/console/{Uri.EscapeDataString(resource)}" : "/console", pairs);
    }
}
