using System.Globalization;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Responses;

internal sealed class ResponseTooLargeException(string what, long size, string who, int limit, string advice) : Exception(string.Create(
    CultureInfo.InvariantCulture, $"{what} takes {size} bytes but {who} accepts at most {limit}. {advice}")), IReportedError
{
    public string ErrorType => "Function.ResponseSizeTooLarge";
}
