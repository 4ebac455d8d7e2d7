using System.Diagnostics.CodeAnalysis;

namespace RvWeb.ServiceDefaults.Hosting;

/// <summary>
/// Whether this binary is built for Lambda alone, by the build property <c>FunctionOnly</c>. The compiler knows the answer and
/// leaves out what only a server needs: Kestrel and the OpenTelemetry SDK are two thirds of the binary.
/// </summary>
internal static class FunctionOnly
{
    [FeatureSwitchDefinition("RvWeb.FunctionOnly")]
    public static bool IsEnabled => AppContext.TryGetSwitch("RvWeb.FunctionOnly", out var isEnabled) && isEnabled;
}
