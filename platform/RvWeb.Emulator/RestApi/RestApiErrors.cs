using RvWeb.Emulator.ApiGateway;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.RestApi;

/// <summary>What a REST API says itself.</summary>
internal static class RestApiErrors
{
    private const string ServerError = "InternalServerErrorException";

    // Recorded, space included.
    private static readonly ViewerResponse BadGateway = ApiErrors.Json(502, """{"message": "Internal server error"}""", ServerError);

    private static readonly ViewerResponse InternalError = ApiErrors.Json(500, """{"message": "Internal server error"}""", ServerError);

    public static FrontDoorErrors All { get; } = new()
    {
        TooLarge = ApiErrors.Json(413, """{"message":"Request Too Long"}""", "RequestTooLargeException"),
        // The Lambda API rejects: 500 (docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html).
        Throttled = InternalError,
        Failed = BadGateway,
        Malformed = BadGateway,
        TimedOut = ApiErrors.Json(504, """{"message": "Endpoint request timed out"}""", ServerError),
    };

    /// <summary>Of a body that is not the base64 it should be.</summary>
    public static ViewerResponse NotBase64 => InternalError;

    /// <summary>Of a path outside of the stage.</summary>
    public static ViewerResponse Forbidden { get; } = ApiErrors.Json(403, """{"message":"Forbidden"}""", "ForbiddenException");

    /// <summary>Of a method the API does not have.</summary>
    public static ViewerResponse NoSuchMethod { get; } =
        ApiErrors.Json(403, """{"message":"Missing Authentication Token"}""", "MissingAuthenticationTokenException");

    public static ViewerResponse BadRequest { get; } = ApiErrors.Json(400, """{"message":"Bad Request"}""", "BadRequestException");
}
