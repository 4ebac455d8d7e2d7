using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>How a phase ended, as the Telemetry API names it.</summary>
/// <param name="Name"><c>success</c>, <c>error</c> or <c>timeout</c>.</param>
/// <param name="ErrorType">Null unless it is an error whose type is known.</param>
internal sealed record PlatformStatus(string Name, string? ErrorType)
{
    public static readonly PlatformStatus Success = new("success", null);

    public bool IsSuccess => this == Success;

    /// <summary>The last fields of a line in text format, with the tab before them; nothing for a success.</summary>
    public string Fields => IsSuccess ? "" : ErrorType is null ? $"\tStatus: {Name}" : $"\tStatus: {Name}\tError Type: {ErrorType}";

    /// <param name="errorType">Of the error that the platform made, or that the runtime reported of its init; null for none.</param>
    public static PlatformStatus Of(string? errorType) => errorType switch
    {
        null => Success,
        "Sandbox.Timedout" => new PlatformStatus("timeout", null),
        _ => new PlatformStatus("error", errorType),
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("status"u8, Name);
        if (ErrorType is not null)
            json.WriteString("errorType"u8, ErrorType);
    }
}
