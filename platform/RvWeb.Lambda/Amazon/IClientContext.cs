// As in AWS's package: implementations compile with nullable annotations of either kind.
#nullable disable annotations

namespace Amazon.Lambda.Core;

/// <summary>What the invoker sent as client context (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).</summary>
public interface IClientContext
{
    /// <summary>What the AWS Mobile SDK says of the device; empty if nothing.</summary>
    IDictionary<string, string> Environment { get; }

    /// <summary>The app that invoked; null if it said nothing of itself.</summary>
    IClientApplication Client { get; }

    /// <summary>The invoker's own values; empty if there are none.</summary>
    IDictionary<string, string> Custom { get; }
}
