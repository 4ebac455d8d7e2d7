using System.Diagnostics;
using System.Globalization;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.RuntimeApi;

namespace RvWeb.Emulator.Environments;

/// <summary>
/// The complete environment of a function process: what <c>provided.al2023</c> sets (recorded), the little of ours without
/// which local programs do not run, and the function's own. LD_LIBRARY_PATH is left out: Lambda's value names its own folders.
/// </summary>
internal static class EnvironmentVariables
{
    private static readonly string[] Ours = ["PATH", "HOME", "DOTNET_ROOT", "LANG"];

    private static readonly string[] Credentials = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

    // Source: docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html, Environment variables.
    private static readonly string[] NotForExtensions =
    [
        "AWS_EXECUTION_ENV", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_XRAY_CONTEXT_MISSING", "AWS_XRAY_DAEMON_ADDRESS",
        "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT", "_AWS_XRAY_DAEMON_ADDRESS", "_AWS_XRAY_DAEMON_PORT", "_HANDLER",
    ];

    /// <summary>What an external extension gets of the function's environment.</summary>
    public static Dictionary<string, string> ForExtension(IReadOnlyDictionary<string, string> function)
    {
        var variables = new Dictionary<string, string>(function, StringComparer.Ordinal);
        foreach (var name in NotForExtensions)
            variables.Remove(name);
        return variables;
    }

    public static Dictionary<string, string> For(
        FunctionOptions function, string runtimeApi, EnvironmentLaunch launch, ActivityContext init, Func<string, string?> ours)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = "en_US.UTF-8" };
        foreach (var name in Ours)
            if (ours(name) is { } value)
                variables[name] = value;
        AddCredentials(variables, function.Region);
        AddFunction(variables, function, launch);
        AddRuntime(variables, function);
        variables["TMPDIR"] = launch.Scratch;
        // How a parent process hands its trace on: opentelemetry.io/docs/specs/otel/context/env-carriers.
        if (init != default)
            variables["TRACEPARENT"] = $"00-{init.TraceId}-{init.SpanId}-{(byte)init.TraceFlags:x2}";
        foreach (var (name, value) in function.Variables)
            variables[name] = value;
        variables["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        return variables;
    }

    /// <summary>Puts the address of the credentials in the place of the credentials: a snapshot would keep them for ever.</summary>
    /// <param name="variables">Of the function.</param>
    /// <param name="token">Opens the address.</param>
    /// <returns>What the variables held.</returns>
    public static IReadOnlyDictionary<string, string> TakeCredentials(Dictionary<string, string> variables, string token)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Credentials)
            if (variables.Remove(name, out var value))
                taken[name] = value;
        variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = $"http://{variables["AWS_LAMBDA_RUNTIME_API"]}{CredentialsDoor.Path}";
        variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = token;
        return taken;
    }

    // Present because SDKs look for them; they open nothing.
    private static void AddCredentials(Dictionary<string, string> variables, string region)
    {
        foreach (var name in Credentials)
            variables[name] = "local";
        variables["AWS_REGION"] = region;
        variables["AWS_DEFAULT_REGION"] = region;
    }

    private static void AddFunction(Dictionary<string, string> variables, FunctionOptions function, EnvironmentLaunch launch)
    {
        variables["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        variables["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemoryMegabytes.ToString(CultureInfo.InvariantCulture);
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = launch.InitializationType;
        variables["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}";
        variables["AWS_LAMBDA_LOG_STREAM_NAME"] = launch.Instance;
        if (function.Logs.Format == LogFormat.Text)
            return;
        variables["AWS_LAMBDA_LOG_FORMAT"] = "JSON";
        variables["AWS_LAMBDA_LOG_LEVEL"] = function.Logs.ApplicationLevel;
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
        variables["_HANDLER"] = function.Handler;
    }
}
