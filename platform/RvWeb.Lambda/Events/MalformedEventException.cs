using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Events;

internal sealed class MalformedEventException(Exception inner)
    : Exception($"The event cannot be read: {inner.Message}", inner), IReportedError
{
    public string ErrorType => "Runtime.MalformedEvent";
}
