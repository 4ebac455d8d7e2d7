namespace RvWeb.Web.Endpoints;

internal static class WebEndpointsExtensions
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    /// <summary>Maps all that the app answers, with the times the edge may keep it.</summary>
    public static void MapWebEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", WelcomeEndpoint.Answer).CacheAtEdge(Minute, staleWhileRevalidate: Minute);
        routes.MapGet("/hello", () => TypedResults.Text("Hello, World")).CacheAtEdge(Minute, staleWhileRevalidate: Minute);
        routes.MapGet("/time", TimeEndpoint.Answer).CacheAtEdge(TimeSpan.FromSeconds(2), staleWhileRevalidate: TimeSpan.FromSeconds(58));
        routes.MapGet("/add", AddEndpoint.Answer);
        routes.MapPost("/echo", EchoEndpoint.AnswerAsync);
        routes.MapGet("/logo.png", LogoEndpoint.Answer).CacheAtEdge(TimeSpan.FromDays(1), staleWhileRevalidate: TimeSpan.FromDays(30));
    }
}
