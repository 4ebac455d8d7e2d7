using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Hosting;
using RvWeb.Aspire.Launching;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>Turns the functions of the application model into the emulator's command line and environment.</summary>
internal static class EmulatorArguments
{
    // Long enough to see a warm function; short enough that it has gone when a page that is fresh for a minute turns stale.
    private const string IdleSeconds = "30";

    // More than the stack's 10: a laptop may be busy, and a developer may be at a breakpoint.
    private const string TimeoutSeconds = "30";

    public static async Task AddAsync(IDistributedApplicationBuilder application, CommandLineArgsCallbackContext context)
    {
        var emulator = application.Resources.OfType<LambdaEmulatorResource>().Single();
        Add(context, "--port", Port(emulator));
        // What is compiled while it runs, and perhaps debugged, needs more than it will on Lambda.
        if (!application.Resources.OfType<LambdaProjectResource>().Any(IsNative))
            context.Args.Add("--no-memory-limit");
        foreach (var (index, function) in application.Resources.OfType<LambdaProjectResource>().Index())
        {
            Add(context, "--function", function.Name);
            var executable = Executable(function);
            Add(context, "--command", Quote(executable));
            // A function that is built again while all this runs serves from its next call on.
            Add(context, "--watch", Path.GetDirectoryName(executable)!);
            Add(context, "--idle", IdleSeconds);
            Add(context, "--timeout", TimeoutSeconds);
            var variables = await ResourceEnvironment.EvaluateAsync(function, application.ExecutionContext, context.CancellationToken);
            foreach (var name in variables.Keys)
                Add(context, "--env-from", $"{name}={Carrier(index, name)}");
            foreach (var url in application.Resources.OfType<LambdaFunctionUrlResource>().Where(url => url.Function == function))
                Add(context, "--function-url", Port(url));
            foreach (var api in application.Resources.OfType<APIGatewayEmulatorResource>().Where(api => APIGatewayExtensions.FunctionOf(api) == function))
                AddApi(context, api);
            foreach (var balancer in application.Resources.OfType<ApplicationLoadBalancerResource>().Where(balancer => balancer.Function == function))
                Add(context, "--alb", Port(balancer));
        }
    }

    /// <summary>
    /// What the application sets for a function may be secret, and every user of the machine can read a command line: so it
    /// travels in the emulator's environment, under names that mean nothing to the emulator itself or to another function.
    /// </summary>
    public static async Task PassOnAsync(IDistributedApplicationBuilder application, EnvironmentCallbackContext context)
    {
        foreach (var (index, function) in application.Resources.OfType<LambdaProjectResource>().Index())
            foreach (var (name, value) in await ResourceEnvironment.EvaluateAsync(function, application.ExecutionContext, context.CancellationToken))
                context.EnvironmentVariables[Carrier(index, name)] = value; // a secret stays one
    }

    private static bool IsNative(LambdaProjectResource function) => function.Annotations.OfType<NativeBinaryAnnotation>().Any();

    private static string Executable(LambdaProjectResource function) =>
        function.Annotations.OfType<NativeBinaryAnnotation>().FirstOrDefault()?.Path ?? BuiltProject.Of(function).ExecutablePath;

    private static void AddApi(CommandLineArgsCallbackContext context, APIGatewayEmulatorResource api)
    {
        var option = api.Type == APIGatewayType.Rest ? "--rest-api" : "--http-api";
        Add(context, option, Port(api));
        foreach (var route in APIGatewayExtensions.RoutesOf(api))
            Add(context, option + "-route", route.ToString());
        if (api.Type == APIGatewayType.HttpV1)
            Add(context, "--http-api-payload", "1.0");
    }

    private static string Carrier(int function, string name) => string.Create(CultureInfo.InvariantCulture, $"RVWEB_FUNCTION_{function + 1}_{name}");

    private static void Add(CommandLineArgsCallbackContext context, string option, string value)
    {
        context.Args.Add(option);
        context.Args.Add(value);
    }

    private static string Port(IResourceWithEndpoints resource) =>
        new EndpointReference(resource, "http").TargetPort!.Value.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
