namespace RvWeb.Deploy.Release.Functions;

/// <summary>The settings of a function that runs a native binary.</summary>
internal static class NativeFunction
{
    internal const string Runtime = "provided.al2023";
    internal const string Handler = "bootstrap";
    internal const string Architecture = "arm64";

    internal static bool RunsOn(FunctionState state) => state is { Runtime: Runtime, Handler: Handler };
}
