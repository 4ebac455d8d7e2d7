using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Responses;

/// <summary>A header that Kestrel would not send either; what it holds may be a user's and is not repeated.</summary>
internal sealed class InvalidResponseHeaderException(string message) : Exception(message), IReportedError
{
    public string ErrorType => "Function.InvalidResponseHeader";

    public static InvalidResponseHeaderException Name() =>
        new("A response header has a name that is no HTTP token; the response is not sent.");

    public static InvalidResponseHeaderException Value(string name) => new(
        $"The response header '{name}' holds a control character or one that is not ASCII; the response is not sent. "
        + "Encode the value, for instance with Uri.EscapeDataString.");
}
