namespace RvWeb.Web.Endpoints;

internal static class WebEndpointsExtensions
{
    // CloudFront keeps the answers to both, and a HEAD that it has no copy for comes through.
    private static readonly string[] GetOrHead = ["GET", "HEAD"];

    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    /// <summary>Maps all that the app answers, with the times the edge may keep it.</summary>
    public static void MapWebEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", GetOrHead, WelcomeEndpoint.Answer).CacheAtEdge(Minute, staleWhileRevalidate: Minute);
        routes.MapMethods("/hello", GetOrHead, () => TypedResults.Text("Hello, World")).CacheAtEdge(Minute, staleWhileRevalidate: Minute);
        routes.MapMethods("/time", GetOrHead, TimeEndpoint.Answer)
            .CacheAtEdge(TimeSpan.FromSeconds(2), staleWhileRevalidate: TimeSpan.FromSeconds(58));
        routes.MapMethods("/add", GetOrHead, AddEndpoint.Answer);
        routes.MapPost("/echo", EchoEndpoint.AnswerAsync);
        routes.MapMethods("/logo.png", GetOrHead, LogoEndpoint.Answer)
            .CacheAtEdge(TimeSpan.FromDays(1), staleWhileRevalidate: TimeSpan.FromDays(30));
    }
}
