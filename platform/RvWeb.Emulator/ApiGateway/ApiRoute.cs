using System.Diagnostics.CodeAnalysis;

namespace RvWeb.Emulator.ApiGateway;

/// <summary>A route of an API, and the function behind it.</summary>
internal sealed class ApiRoute
{
    public const string Default = "$default";
    public const string AnyMethod = "ANY";

    private static readonly string[] AllPaths = ["/", "/{proxy+}"];
    private static readonly string[] Methods = [AnyMethod, "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    private ApiRoute(string method, RoutePath? path, string function) => (Method, Path, Function) = (method, path, function);

    public string Method { get; }

    /// <summary>Null for <c>$default</c>, which takes what no other route takes.</summary>
    public RoutePath? Path { get; }

    /// <summary>The function's name.</summary>
    public string Function { get; }

    /// <summary>As AWS writes it: <c>GET /pets/{id}</c>, <c>$default</c>.</summary>
    public string Key => Path is null ? Default : $"{Method} {Path}";

    public static ApiRoute DefaultTo(string function) => new(AnyMethod, null, function);

    /// <summary>All of a REST API, which has no <c>$default</c>.</summary>
    public static IReadOnlyList<ApiRoute> WholeApi(string function) =>
        [.. AllPaths.Select(path => RoutePath.TryParse(path, out var parsed, out var problem)
            ? new ApiRoute(AnyMethod, parsed, function) : throw new InvalidOperationException(problem))];

    /// <param name="text"><c>METHOD PATH=FUNCTION</c> or <c>$default=FUNCTION</c>; without <c>=FUNCTION</c> it is <paramref name="otherwise"/>.</param>
    /// <param name="otherwise">The function that the route belongs to if it names none.</param>
    /// <param name="route">What it says.</param>
    /// <param name="problem">Why it says nothing.</param>
    public static bool TryParse(string text, string otherwise, [NotNullWhen(true)] out ApiRoute? route, [NotNullWhen(false)] out string? problem)
    {
        var (key, function) = text.Split('=', 2) is [var before, var after] ? (before.Trim(), after.Trim()) : (text.Trim(), otherwise);
        (route, problem) = function.Length == 0 ? (null, "no function stands after the '='") : Parse(key, function);
        return problem is null;
    }

    private static (ApiRoute? Route, string? Problem) Parse(string key, string function)
    {
        if (key == Default)
            return (DefaultTo(function), null);
        if (key.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var method, var text])
            return (null, "a route is a method and a path, such as \"GET /pets/{id}\", or $default");
        if (!Methods.Contains(method))
            return (null, $"'{method}' is no method of a route; there are {string.Join(", ", Methods)}");
        return RoutePath.TryParse(text, out var path, out var problem) ? (new ApiRoute(method, path, function), null) : (null, problem);
    }
}
