using RvWeb.Edge.CloudFrontApi;
using RvWeb.Edge.EdgeLocations;

namespace RvWeb.Edge.Control;

/// <summary>Requests that are meant for the edge itself and never go to an origin.</summary>
internal sealed class OwnDoors(PopDirectory pops, ControlDoor control, CloudFrontApiDoor api)
{
    private readonly RequestDelegate _control = control.HandleAsync;
    private readonly RequestDelegate _api = api.HandleAsync;

    /// <returns>Null for a viewer's request.</returns>
    public RequestDelegate? For(HttpRequest request)
    {
        if (request.Path.StartsWithSegments(ControlDoor.Prefix))
            return _control;
        return CloudFrontApiDoor.IsMeant(request) ? _api : null;
    }

    public Task UnknownPopAsync(HttpContext context) => ControlAnswer.FailAsync(
        context, StatusCodes.Status400BadRequest,
        $"{PopDirectory.Header} is '{context.Request.Headers[PopDirectory.Header]}': here are the edge locations 1 to {pops.All.Count}; --pops sets how many.");
}
