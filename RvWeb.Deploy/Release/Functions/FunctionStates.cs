using System.Text.Json;

namespace RvWeb.Deploy.Release.Functions;

/// <summary>Reads what Lambda's API calls a function configuration.</summary>
internal static class FunctionStates
{
    internal static FunctionState Read(JsonElement configuration)
    {
        var state = Text(configuration, "State") ?? "Active";
        var update = Text(configuration, "LastUpdateStatus") ?? "Successful";
        // An inactive function wakes up with its next call and takes updates.
        var isSettled = state is "Active" or "Inactive";
        return new FunctionState
        {
            Version = Text(configuration, "Version") ?? "$LATEST",
            Runtime = Text(configuration, "Runtime"),
            Handler = Text(configuration, "Handler"),
            Architecture = configuration.TryGetProperty("Architectures", out var all) ? all[0].GetString()! : "x86_64",
            CodeSha256 = Text(configuration, "CodeSha256") ?? "",
            CodeSize = configuration.TryGetProperty("CodeSize", out var size) ? size.GetInt64() : 0,
            Description = Text(configuration, "Description"),
            LastModified = Text(configuration, "LastModified"),
            IsImage = Text(configuration, "PackageType") == "Image",
            HasOriginSecret = HasVariable(configuration, "RVWEB_ORIGIN_SECRET"),
            Progress = isSettled ? update : state,
            ProgressReason = Text(configuration, isSettled ? "LastUpdateStatusReason" : "StateReason"),
        };
    }

    private static bool HasVariable(JsonElement configuration, string name) =>
        configuration.TryGetProperty("Environment", out var environment)
        && environment.TryGetProperty("Variables", out var variables)
        && variables.TryGetProperty(name, out _);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
