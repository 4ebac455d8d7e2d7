using System.Globalization;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Responses;

internal sealed class ResponseTooLargeException(string what, long size, string who, int limit) : Exception(string.Create(
    CultureInfo.InvariantCulture, $"{what} takes {size} bytes but {who} accepts at most {limit}. Send less, or stream it.")), IReportedError
{
    public string ErrorType => "Function.ResponseSizeTooLarge";
}
