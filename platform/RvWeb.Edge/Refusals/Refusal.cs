using RvWeb.Edge.Template;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Refusals;

/// <summary>Requests that never reach cache or origin.</summary>
internal sealed record Refusal(int Status, string Cause)
{
    /// <summary>CloudFront's own number for request headers that are too large.</summary>
    public const int HeadersTooLarge = 494;

    /// <summary>What was sent leaves the connection of no use.</summary>
    public bool ClosesConnection => Status is HeadersTooLarge or StatusCodes.Status414UriTooLong or StatusCodes.Status400BadRequest;

    public static Refusal? Of(Behavior behavior, ViewerRequest request)
    {
        if (request.Path.Length + request.Query.Length + 1 > RequestSize.LongestUrl)
            return new Refusal(StatusCodes.Status414UriTooLong, $"the URL is longer than {RequestSize.LongestUrl} bytes");
        if (RequestSize.OfHead(request) is > RequestSize.LargestHead and var size)
            return new Refusal(HeadersTooLarge, $"request line and headers have {size} bytes; {RequestSize.LargestHead} are allowed");
        if (DistributionChain.IsTooLong(request.Headers))
            return new Refusal(StatusCodes.Status403Forbidden, "the request has passed two distributions already (Via), and a third one refuses it");
        if (!behavior.AllowedMethods.Contains(request.Method))
            return new Refusal(StatusCodes.Status403Forbidden,
                $"{request.Method} is not in AllowedMethods ({string.Join(", ", behavior.AllowedMethods.Order(StringComparer.Ordinal))}) of behavior '{behavior.Pattern}'");
        return request.Method == "GET" && request.HasBody
            ? new Refusal(StatusCodes.Status403Forbidden, "a GET with a body")
            : null;
    }
}
