using RvWeb.Emulator.Extensions;
using RvWeb.Emulator.RuntimeApi;
using RvWeb.Emulator.TelemetryApi;

namespace RvWeb.Emulator.Environments;

/// <summary>What answers at an environment's AWS_LAMBDA_RUNTIME_API: the Runtime API and the APIs beside it.</summary>
/// <param name="runtime">The Runtime API, and what no other knows.</param>
/// <param name="extensions">The Extensions API.</param>
/// <param name="telemetry">The Telemetry API.</param>
/// <param name="credentials">Null without SnapStart.</param>
internal sealed class EnvironmentApi(RuntimeApiDoor runtime, ExtensionsDoor extensions, TelemetryDoor telemetry, CredentialsDoor? credentials)
{
    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.StartsWith(ExtensionsDoor.Prefix, StringComparison.Ordinal))
            return extensions.HandleAsync(context);
        if (credentials is not null && path == CredentialsDoor.Path)
            return credentials.HandleAsync(context);
        return TelemetryDoor.IsFor(context.Request) ? telemetry.HandleAsync(context) : runtime.HandleAsync(context);
    }
}
