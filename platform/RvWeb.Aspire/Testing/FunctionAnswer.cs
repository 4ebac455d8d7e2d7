namespace RvWeb.Aspire.Testing;

/// <summary>What the Invoke API answers.</summary>
/// <param name="StatusCode">200 if the function ran, even if it failed.</param>
/// <param name="FunctionError">How it failed, for example <c>Unhandled</c>; null if it did not.</param>
/// <param name="Payload">Its answer or its error, as JSON.</param>
public sealed record FunctionAnswer(int StatusCode, string? FunctionError, string Payload);
