using RvWeb.Emulator.ApiGateway;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.HttpApi;

/// <summary>What an HTTP API says itself.</summary>
internal static class HttpApiErrors
{
    // Recorded, for errors and crashes as for answers that are none.
    private static readonly ViewerResponse InternalServerError = ApiErrors.Json(500, """{"message":"Internal Server Error"}""");

    public static FrontDoorErrors All { get; } = new()
    {
        TooLarge = ApiErrors.Json(413, """{"message":"Request Entity Too Large"}"""),
        // The Lambda API rejects: 500 (docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html).
        Throttled = InternalServerError,
        Failed = InternalServerError,
        Malformed = InternalServerError,
        TimedOut = ApiErrors.Json(503, """{"message":"Service Unavailable"}"""),
    };

    public static ViewerResponse NotFound { get; } = ApiErrors.Json(404, """{"message":"Not Found"}""");
}
