using RvWeb.Edge.Template;

namespace RvWeb.Edge.Viewer;

/// <summary>Requests that never reach cache or origin.</summary>
internal sealed record Refusal(int Status, string Cause)
{
    private const int MaximumUrl = 8192;

    public static Refusal? Of(Behavior behavior, ViewerRequest request)
    {
        if (request.Path.Length + request.Query.Length + 1 > MaximumUrl)
            return new Refusal(StatusCodes.Status414UriTooLong, $"the URL is longer than {MaximumUrl} bytes");
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
