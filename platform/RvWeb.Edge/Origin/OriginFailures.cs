namespace RvWeb.Edge.Origin;

/// <summary>What CloudFront makes of an origin that gave no answer: 504 for silence, 502 for everything else (AWS's pages on both codes).</summary>
internal static class OriginFailures
{
    public static OriginFailure Of(LocalOrigin origin, OriginRequest request, Exception problem, OriginDeadline deadline)
    {
        var who = $"origin {origin.Definition.Id} at {origin.Url}";
        return problem switch
        {
            OperationCanceledException => new OriginFailure(StatusCodes.Status504GatewayTimeout, $"{who} {deadline.Explanation}"),
            HttpRequestException { InnerException: TimeoutException } => new OriginFailure(
                StatusCodes.Status504GatewayTimeout, $"{who} accepted no connection within {origin.Definition.ConnectionTimeout.TotalSeconds} s{Attempts(origin)}")
            { IsUnconnected = true },
            HttpRequestException { InnerException: EndOfStreamException } => new OriginFailure(
                StatusCodes.Status502BadGateway, $"{who} closed the connection without an answer"),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new OriginFailure(
                StatusCodes.Status502BadGateway, $"{who} refused the connection{Attempts(origin)}")
            { IsUnconnected = true },
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new OriginFailure(
                StatusCodes.Status502BadGateway, $"{who} is a name that cannot be resolved{Attempts(origin)}")
            { IsUnconnected = true },
            _ => new OriginFailure(StatusCodes.Status502BadGateway, $"{who} gave no valid answer: {problem.Message}{Once(request)}"),
        };
    }

    private static string Attempts(LocalOrigin origin) => origin.Definition.ConnectionAttempts > 1 ? $", {origin.Definition.ConnectionAttempts} times" : "";

    // Nobody but the origin knows whether it did what was asked.
    private static string Once(OriginRequest request) => request.MayRepeat ? "" : $" A {request.Method} is not sent twice, whether it had an effect or not.";
}
