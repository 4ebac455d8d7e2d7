using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Emulator.Environments;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Hosting;

namespace RvWeb.Tests.Emulator;

/// <summary>An emulator on free ports whose function is a Node program, asked over real HTTP.</summary>
internal sealed class RunningEmulator : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningEmulator(WebApplication app, OutputLines output)
    {
        _app = app;
        Output = output;
        var ports = app.Services.GetRequiredService<EmulatorPorts>();
        Service = new HttpClient { BaseAddress = ports.Service };
        FunctionUrl = new HttpClient { BaseAddress = ports.AddressOf(FrontDoor(FrontDoorKind.FunctionUrl)) };
    }

    public HttpClient Service { get; }

    public HttpClient FunctionUrl { get; }

    public OutputLines Output { get; }

    /// <summary>Of the function.</summary>
    public IReadOnlyList<EnvironmentSnapshot> Environments => _app.Services.GetRequiredService<FunctionDirectory>().All[0].Environments;

    /// <summary>A client of one of the front doors, at its stage.</summary>
    public HttpClient Open(FrontDoorKind kind) => new()
    {
        BaseAddress = new Uri(_app.Services.GetRequiredService<EmulatorPorts>().AddressOf(FrontDoor(kind)), $"{FrontDoor(kind).BasePath}/"),
    };

    /// <summary>The address options of one kind of front door; there is one of each at most.</summary>
    private FrontDoorOptions FrontDoor(FrontDoorKind kind) =>
        _app.Services.GetRequiredService<EmulatorOptions>().FrontDoors.Single(door => door.Kind == kind);

    public static Task<RunningEmulator> StartAsync(CancellationToken cancellationToken) =>
        StartAsync(Function(), cancellationToken);

    public static Task<RunningEmulator> StartAsync(
        FunctionOptions function, CancellationToken cancellationToken, TimeProvider? time = null,
        Func<FrontDoorOptions, FrontDoorOptions>? door = null, params FrontDoorKind[] others) => StartAsync([function], cancellationToken, time, door, others);

    /// <summary>Several functions; the front doors, a function URL and others that are asked for, lead to the first.</summary>
    public static async Task<RunningEmulator> StartAsync(
        IReadOnlyList<FunctionOptions> functions, CancellationToken cancellationToken, TimeProvider? time = null,
        Func<FrontDoorOptions, FrontDoorOptions>? door = null, params FrontDoorKind[] others)
    {
        var output = new OutputLines();
        var options = new EmulatorOptions
        {
            Functions = functions,
            Port = 0,
            FrontDoors = [.. others.Prepend(FrontDoorKind.FunctionUrl)
                .Select(kind => new FrontDoorOptions { Kind = kind, Function = functions[0].Name, Port = 0, Stage = kind == FrontDoorKind.RestApi ? "prod" : null })
                .Select(door ?? (options => options))],
        };
        var app = EmulatorHost.Build(options, output, services => services.AddSingleton(time ?? TimeProvider.System));
        await app.StartAsync(cancellationToken);
        return new RunningEmulator(app, output);
    }

    /// <summary>The Node function; a mode makes it fail before its first event.</summary>
    public static FunctionOptions Function(params string[] mode) => new()
    {
        Name = "test",
        FileName = "node",
        Arguments = [Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "function.mjs"), .. mode],
        WorkingDirectory = AppContext.BaseDirectory,
        Timeout = TimeSpan.FromSeconds(60),
    };

    public Task<HttpResponseMessage> InvokeAsync(string payload, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/2015-03-31/functions/test/invocations");
        request.Content = new StringContent(payload, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return Service.SendAsync(request, cancellationToken);
    }

    /// <summary>The body of an invocation's answer.</summary>
    public async Task<string> AskAsync(string command, CancellationToken cancellationToken)
    {
        using var response = await InvokeAsync($$"""{"command":"{{command}}"}""", cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>The function itself, for what has no door.</summary>
    public LocalFunction Local => _app.Services.GetRequiredService<FunctionDirectory>().All[0];

    /// <summary>Waits until the processes of all environments are gone.</summary>
    public async Task ClosedAsync(CancellationToken cancellationToken)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Environments.Count > 0)
            await again.WaitForNextTickAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Service.Dispose();
        FunctionUrl.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
