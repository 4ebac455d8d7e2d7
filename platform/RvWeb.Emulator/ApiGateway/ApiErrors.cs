using System.Text;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.ApiGateway;

/// <summary>API Gateway's way to say no: one JSON object with one sentence.</summary>
internal static class ApiErrors
{
    /// <param name="status">Of the response.</param>
    /// <param name="body">As AWS spells it, which is not everywhere the same.</param>
    public static ViewerResponse Json(int status, string body) => ViewerResponse.Text(status, "application/json", Encoding.UTF8.GetBytes(body));

    /// <param name="status">Of the response.</param>
    /// <param name="body">As AWS spells it, which is not everywhere the same.</param>
    /// <param name="type">Of the error: REST APIs name it in a header.</param>
    public static ViewerResponse Json(int status, string body, string type) => Json(status, body).WithHeader("x-amzn-ErrorType", type);
}
