using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RvWeb.Web.Endpoints;

internal static class EchoEndpoint
{
    /// <summary>Sends the JSON back as it came, byte for byte.</summary>
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> AnswerAsync(HttpRequest request)
    {
        var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            var json = body.GetBuffer().AsMemory(0, (int)body.Length);
            using var _ = JsonDocument.Parse(json);
            return TypedResults.Bytes(json.ToArray(), "application/json");
        }
        catch (BadHttpRequestException exception)
        {
            // For instance a body over Kestrel's limit; the message names it.
            return TypedResults.Problem(exception.Message, statusCode: exception.StatusCode);
        }
        catch (JsonException exception)
        {
            return TypedResults.Problem(
                $"The body is not JSON: {exception.Message}", title: "Invalid JSON", statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
