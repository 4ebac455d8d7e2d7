using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Emulator.Environments;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.InvokeApi;
using RvWeb.Loopback;

namespace RvWeb.Emulator.Control;

/// <summary>
/// The emulator's own API, under <c>/.emulator</c> on the service port, for tools and tests: what AWS keeps to itself about
/// environments, and the three things one may want done to them.
/// </summary>
internal sealed class ControlDoor(FunctionDirectory functions)
{
    public const string Prefix = ".emulator";

    private const string Served = "GET /.emulator/health, /.emulator/functions, /.emulator/environments[?function=NAME]; "
        + "POST /.emulator/functions/NAME/recycle, .../pause, .../resume";

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task HandleAsync(HttpContext context)
    {
        if (BrowserGuard.Refusal(context.Request, "the control API") is { } refusal)
            return FailAsync(context, StatusCodes.Status403Forbidden, refusal);
        return (context.Request.Method, context.Request.Path.Value!.Split('/')[2..]) switch
        {
            ("GET", ["health"]) => ServiceAnswer.SendAsync(context, StatusCodes.Status200OK, """{"status":"ok"}"""u8.ToArray()),
            ("GET", ["functions"]) => SendAsync(context, WriteFunctions),
            ("GET", ["environments"]) => EnvironmentsAsync(context),
            ("POST", ["functions", var name, "recycle"]) => ChangeAsync(context, name, Recycle),
            ("POST", ["functions", var name, "pause"]) => ChangeAsync(context, name, Pause),
            ("POST", ["functions", var name, "resume"]) => ChangeAsync(context, name, Resume),
            _ => FailAsync(context, StatusCodes.Status404NotFound, $"{context.Request.Method} {context.Request.Path} is not served: {Served}."),
        };
    }

    private static void Recycle(Utf8JsonWriter writer, LocalFunction function) => writer.WriteNumber("recycled"u8, function.Recycle());

    private static void Pause(Utf8JsonWriter writer, LocalFunction function)
    {
        function.Pause.Pause();
        writer.WriteBoolean("paused"u8, true);
    }

    private static void Resume(Utf8JsonWriter writer, LocalFunction function)
    {
        function.Pause.Resume();
        writer.WriteBoolean("paused"u8, false);
    }

    private Task ChangeAsync(HttpContext context, string name, Action<Utf8JsonWriter, LocalFunction> change) =>
        functions.Find(name) is { } function
            ? SendAsync(context, writer =>
            {
                writer.WriteString("function"u8, function.Options.Name);
                change(writer, function);
            })
            : NotFoundAsync(context, name);

    private Task EnvironmentsAsync(HttpContext context)
    {
        var name = context.Request.Query["function"].ToString();
        if (name.Length == 0)
            return SendAsync(context, writer => WriteEnvironments(writer, functions.All));
        return functions.Find(name) is { } function
            ? SendAsync(context, writer => WriteEnvironments(writer, [function]))
            : NotFoundAsync(context, name);
    }

    private void WriteFunctions(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("functions"u8);
        foreach (var function in functions.All)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, function.Options.Name);
            writer.WriteString("arn"u8, function.Options.Arn);
            writer.WriteBoolean("paused"u8, function.Pause.Resumed is not null);
            writer.WriteNumber("environments"u8, function.Environments.Count);
            writer.WriteNumber("concurrency"u8, function.Options.Concurrency);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteEnvironments(Utf8JsonWriter writer, IEnumerable<LocalFunction> functions)
    {
        writer.WriteStartArray("environments"u8);
        foreach (var function in functions)
            foreach (var environment in function.Environments)
                WriteEnvironment(writer, function.Options.Name, environment);
        writer.WriteEndArray();
    }

    private static void WriteEnvironment(Utf8JsonWriter writer, string function, EnvironmentSnapshot environment)
    {
        writer.WriteStartObject();
        writer.WriteString("function"u8, function);
        writer.WriteString("id"u8, environment.Id);
        if (environment.ProcessId is { } process)
            writer.WriteNumber("pid"u8, process);
        writer.WriteString("state"u8, JsonNamingPolicy.CamelCase.ConvertName(environment.State.ToString()));
        writer.WriteString("since"u8, environment.Since);
        writer.WriteNumber("invocations"u8, environment.Invocations);
        if (environment.MemoryMegabytes is { } memory)
            writer.WriteNumber("memoryMegabytes"u8, memory);
        writer.WriteEndObject();
    }

    private Task NotFoundAsync(HttpContext context, string name) => FailAsync(
        context, StatusCodes.Status404NotFound,
        $"There is no function '{name}'; here are: {string.Join(", ", functions.All.Select(function => function.Options.Name))}.");

    private static Task FailAsync(HttpContext context, int status, string problem) =>
        SendAsync(context, writer => writer.WriteString("error"u8, problem), status);

    private static Task SendAsync(HttpContext context, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return ServiceAnswer.SendAsync(context, status, buffer.WrittenMemory);
    }
}
