namespace RvWeb.Emulator.ApiGateway;

/// <summary>The route that takes a request, and what the request's path says for its variables.</summary>
internal sealed record RouteMatch(ApiRoute Route, IReadOnlyList<KeyValuePair<string, string>> Parameters);
