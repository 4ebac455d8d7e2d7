namespace RvWeb.Emulator.ApiGateway;

/// <summary>
/// Finds the route of a request: one without a greedy variable before one with, then segment by segment a literal before a
/// variable, then the method itself before ANY, and <c>$default</c> when there is no other.
/// Source: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html; what stands in it of variables and
/// literals in the middle is our reading.
/// </summary>
internal sealed class RouteTable(IReadOnlyList<ApiRoute> routes)
{
    // The order in which they are tried.
    private readonly ApiRoute[] _routes = [.. routes.Order(Comparer<ApiRoute>.Create(Compare))];

    /// <param name="method">Of the request.</param>
    /// <param name="rawPath">As sent, without the stage.</param>
    /// <returns>Null if no route takes it.</returns>
    public RouteMatch? Find(string method, string rawPath)
    {
        foreach (var route in _routes)
            if (route.Path is null)
                return new RouteMatch(route, []);
            else if ((route.Method == method || route.Method == ApiRoute.AnyMethod) && route.Path.Match(rawPath) is { } parameters)
                return new RouteMatch(route, parameters);
        return null;
    }

    /// <summary>That no route takes a request, and which there are.</summary>
    public string Missing(string method, string path) => $"no route takes {method} {path}; there are {string.Join(", ", _routes.Select(route => route.Key))}.";

    private static int Compare(ApiRoute one, ApiRoute other)
    {
        if (one.Path is null || other.Path is null)
            return (one.Path is null).CompareTo(other.Path is null);
        if (one.Path.IsGreedy != other.Path.IsGreedy)
            return one.Path.IsGreedy.CompareTo(other.Path.IsGreedy);
        foreach (var (mine, theirs) in one.Path.Ranks.Zip(other.Path.Ranks))
            if (mine != theirs)
                return theirs.CompareTo(mine);
        var byLength = other.Path.Ranks.Count().CompareTo(one.Path.Ranks.Count());
        return byLength != 0 ? byLength : (one.Method == ApiRoute.AnyMethod).CompareTo(other.Method == ApiRoute.AnyMethod);
    }
}
