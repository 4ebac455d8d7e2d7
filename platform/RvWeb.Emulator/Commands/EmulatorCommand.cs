using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using RvWeb.Emulator.Commands.Verbs;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Hosting;
using RvWeb.Loopback;

namespace RvWeb.Emulator.Commands;

/// <summary>The command line: reads it, serves until stopped, and explains what is wrong in one line.</summary>
internal static class EmulatorCommand
{
    private const int Success = 0;
    private const int WrongUsage = 2;

    // The host's own limit is shorter; this one only keeps a stuck process from outliving Ctrl-C.
    private static readonly TimeSpan TerminationLimit = TimeSpan.FromSeconds(4.5);

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (VerbCommand.IsVerb(arguments))
            return await VerbCommand.RunAsync(arguments, Console.In, output, error, cancellationToken);
        using var scratch = new ScratchFolder();
        var line = new EmulatorCommandLine(new EmulatorOptionSet(), Environment.GetEnvironmentVariable, Directory.GetCurrentDirectory(), scratch.Create);
        var options = line.Read(arguments, out var wrong, out var other);
        if (wrong is not null)
        {
            await error.WriteLineAsync(wrong);
            return WrongUsage;
        }
        var command = new RootCommand();
        command.SetAction((_, token) => ServeAsync(options!, output, error, token));
        var invocation = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = TerminationLimit };
        return await (other ?? command.Parse([])).InvokeAsync(invocation, cancellationToken);
    }

    private static async Task<int> ServeAsync(EmulatorOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        await using var app = EmulatorHost.Build(options, output);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await error.WriteLineAsync(PortTaken(options, exception.Message));
            return WrongUsage;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            await error.WriteLineAsync($"--bind {options.Bind}: it is no address of this machine; give one of its own, 0.0.0.0 for all, or leave it out for localhost.");
            return WrongUsage;
        }
        await AnnounceAsync(app.Services.GetRequiredService<EmulatorPorts>(), options, output);
        await app.WaitForShutdownAsync(cancellationToken);
        return Success;
    }

    private static async Task AnnounceAsync(EmulatorPorts ports, EmulatorOptions options, TextWriter output)
    {
        foreach (var note in options.Notes)
            await output.WriteLineAsync(note);
        if (PortOpening.Warning(options.Bind) is { } open)
            await output.WriteLineAsync($"warning: {open}");
        await output.WriteLineAsync($"Lambda service {ports.Service.GetLeftPart(UriPartial.Authority)}");
        foreach (var door in options.FrontDoors)
            await output.WriteLineAsync($"{Words(door.Kind).Name} {ports.AddressOf(door).GetLeftPart(UriPartial.Authority)}{door.BasePath} → {door.Function}");
    }

    private static string PortTaken(EmulatorOptions options, string message)
    {
        var door = options.FrontDoors.FirstOrDefault(door => message.Contains($":{door.Port}:", StringComparison.Ordinal));
        var (option, port) = door is null ? ("--port", options.Port) : (Words(door.Kind).Option, door.Port);
        return $"{option} {port}: the port is taken; choose another, or 0 for a free one.";
    }

    private static (string Name, string Option) Words(FrontDoorKind kind) => kind switch
    {
        FrontDoorKind.FunctionUrl => ("function URL", "--function-url"),
        FrontDoorKind.HttpApi => ("HTTP API", "--http-api"),
        FrontDoorKind.RestApi => ("REST API", "--rest-api"),
        FrontDoorKind.LoadBalancer => ("load balancer", "--alb"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such front door"),
    };
}
