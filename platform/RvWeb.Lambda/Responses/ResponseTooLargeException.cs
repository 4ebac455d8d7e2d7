using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Responses;

internal sealed class ResponseTooLargeException(int size, int limit) : Exception(
    $"The response takes {size} bytes as an event but Lambda accepts at most {limit}. Send less, or stream it."), IReportedError
{
    public string ErrorType => "Function.ResponseSizeTooLarge";
}
