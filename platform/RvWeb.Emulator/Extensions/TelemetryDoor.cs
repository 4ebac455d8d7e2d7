using RvWeb.Emulator.RuntimeApi;

namespace RvWeb.Emulator.Extensions;

/// <summary>
/// The Telemetry and Logs APIs as AWS answers them where they are not available: accepted, and told that nothing will come,
/// so that extensions that subscribe go on. Source: AWS's Runtime Interface Emulator.
/// </summary>
internal static class TelemetryDoor
{
    private static readonly RuntimeAnswer NoTelemetry = ExtensionAnswer.NotSupported("Telemetry");

    private static readonly RuntimeAnswer NoLogs = ExtensionAnswer.NotSupported("Logs");

    /// <returns>Null if the request is for another API.</returns>
    public static RuntimeAnswer? Answer(HttpRequest request) => (request.Method, request.Path.Value) switch
    {
        ("PUT", "/2022-07-01/telemetry") => NoTelemetry,
        ("PUT", "/2020-08-15/logs") => NoLogs,
        _ => null,
    };
}
