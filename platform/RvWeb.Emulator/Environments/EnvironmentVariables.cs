using System.Diagnostics;
using System.Globalization;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Environments;

/// <summary>
/// The complete environment of a function process: what <c>provided.al2023</c> sets (recorded), the little of ours without
/// which local programs do not run, and the function's own. LD_LIBRARY_PATH is left out: Lambda's value names its own folders.
/// </summary>
internal static class EnvironmentVariables
{
    private static readonly string[] Ours = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR", "LANG"];

    public static Dictionary<string, string> For(
        FunctionOptions function, string runtimeApi, string logStream, ActivityContext init, Func<string, string?> ours)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = "en_US.UTF-8" };
        foreach (var name in Ours)
            if (ours(name) is { } value)
                variables[name] = value;
        AddCredentials(variables, function.Region);
        AddFunction(variables, function, logStream);
        AddRuntime(variables, function);
        // How a parent process hands its trace on: opentelemetry.io/docs/specs/otel/context/env-carriers.
        if (init != default)
            variables["TRACEPARENT"] = $"00-{init.TraceId}-{init.SpanId}-{(byte)init.TraceFlags:x2}";
        foreach (var (name, value) in function.Variables)
            variables[name] = value;
        variables["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        return variables;
    }

    // Present because SDKs look for them; they open nothing.
    private static void AddCredentials(Dictionary<string, string> variables, string region)
    {
        variables["AWS_ACCESS_KEY_ID"] = "local";
        variables["AWS_SECRET_ACCESS_KEY"] = "local";
        variables["AWS_SESSION_TOKEN"] = "local";
        variables["AWS_REGION"] = region;
        variables["AWS_DEFAULT_REGION"] = region;
    }

    private static void AddFunction(Dictionary<string, string> variables, FunctionOptions function, string logStream)
    {
        variables["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        variables["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemoryMegabytes.ToString(CultureInfo.InvariantCulture);
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        variables["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}";
        variables["AWS_LAMBDA_LOG_STREAM_NAME"] = logStream;
    }

    private static void AddRuntime(Dictionary<string, string> variables, FunctionOptions function)
    {
        variables["AWS_XRAY_CONTEXT_MISSING"] = "LOG_ERROR";
        variables["AWS_XRAY_DAEMON_ADDRESS"] = "127.0.0.1:2000";
        variables["_AWS_XRAY_DAEMON_ADDRESS"] = "127.0.0.1";
        variables["_AWS_XRAY_DAEMON_PORT"] = "2000";
        variables["LAMBDA_TASK_ROOT"] = function.WorkingDirectory;
        variables["LAMBDA_RUNTIME_DIR"] = function.WorkingDirectory;
        variables["TZ"] = ":UTC";
        variables["_HANDLER"] = Path.GetFileName(function.FileName);
    }
}
