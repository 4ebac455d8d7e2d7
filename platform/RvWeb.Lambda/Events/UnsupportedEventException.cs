using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Events;

/// <summary>The message names the keys that were seen, never their values: those belong to the users.</summary>
internal sealed class UnsupportedEventException(IReadOnlyList<string> keys) : Exception(
    "This event is none that the app understands. Supported: payload 2.0 (function URL, HTTP API). "
    + $"Top-level keys seen: {(keys.Count == 0 ? "none (not an object)" : string.Join(", ", keys))}."), IReportedError
{
    public string ErrorType => "Runtime.UnsupportedEvent";
}
