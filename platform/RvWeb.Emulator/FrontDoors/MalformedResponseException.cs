namespace RvWeb.Emulator.FrontDoors;

/// <summary>A function's answer is not what the front door takes for an HTTP response.</summary>
internal sealed class MalformedResponseException(string message) : Exception(message);
