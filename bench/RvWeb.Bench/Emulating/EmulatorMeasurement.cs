using System.Diagnostics;
using System.Text.Json;
using RvWeb.Bench.Measuring;
using RvWeb.Bench.Runtime;

namespace RvWeb.Bench.Emulating;

/// <summary>What the emulator adds to a function, and what it bears.</summary>
internal sealed class EmulatorMeasurement(EmulatorProgram emulator, EmulatorBenchOptions options)
{
    private const int WarmUp = 500;

    // Between two processes of one function: the end of the first must not cost the second its time.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly byte[] _invoke = HttpConnection.Request(
        "POST", emulator.Service, $"/2015-03-31/functions/{EmulatorProgram.Function}/invocations", SampleEvent.FunctionUrl);

    private readonly byte[] _visit = HttpConnection.Request("GET", emulator.FunctionUrl, "/hello", []);

    /// <summary>Calls one after another, in turn without the emulator, by the Invoke API and by the function URL.</summary>
    public async Task<(Times Direct, Times Invoke, Times Visit)> WarmAsync(CancellationToken cancellationToken)
    {
        using var direct = new DirectFunction(options.Command);
        using var service = await HttpConnection.OpenAsync(emulator.Service, cancellationToken);
        using var url = await HttpConnection.OpenAsync(emulator.FunctionUrl, cancellationToken);
        await direct.StartAsync(cancellationToken);
        var times = (Direct: new Times(), Invoke: new Times(), Visit: new Times());
        for (var i = -WarmUp; i < options.Pairs; i++)
        {
            var without = await direct.InvokeAsync(cancellationToken);
            var invoked = await TimeAsync(service, _invoke, cancellationToken);
            var visited = await TimeAsync(url, _visit, cancellationToken);
            if (i < 0)
                continue;
            times.Direct.Add(without);
            times.Invoke.Add(invoked);
            times.Visit.Add(visited);
        }
        return times;
    }

    /// <summary>First calls, in turn without the emulator and, after all environments are recycled, by the Invoke API.</summary>
    public async Task<(Times Direct, Times Invoke)> ColdAsync(CancellationToken cancellationToken)
    {
        using var service = await HttpConnection.OpenAsync(emulator.Service, cancellationToken);
        var recycle = HttpConnection.Request("POST", emulator.Service, $"/.emulator/functions/{EmulatorProgram.Function}/recycle", []);
        var times = (Direct: new Times(), Invoke: new Times());
        for (var i = 0; i < options.ColdRuns; i++)
        {
            using (var direct = new DirectFunction(options.Command))
                times.Direct.Add(await direct.StartAsync(cancellationToken));
            await service.AskAsync(recycle, cancellationToken);
            await Task.Delay(Pause, cancellationToken);
            times.Invoke.Add(await TimeAsync(service, _invoke, cancellationToken));
        }
        return times;
    }

    /// <summary>As many invocations as fit, by several callers at once.</summary>
    /// <param name="invocations">How many.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Invocations a second, and the emulator's CPU time for each, in milliseconds.</returns>
    public async Task<(double PerSecond, double Cpu)> LoadAsync(int invocations, CancellationToken cancellationToken)
    {
        var left = invocations;
        var cpu = emulator.CpuMilliseconds();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, options.Callers).Select(async _ =>
        {
            using var connection = await HttpConnection.OpenAsync(emulator.Service, cancellationToken);
            while (Interlocked.Decrement(ref left) >= 0)
                await connection.AskAsync(_invoke, cancellationToken);
        }));
        return (invocations / Stopwatch.GetElapsedTime(start).TotalSeconds, (emulator.CpuMilliseconds() - cpu) / invocations);
    }

    /// <summary>Slow calls at one moment, each in an environment of its own.</summary>
    /// <returns>How many environments there were, and after how many milliseconds all had answered.</returns>
    public async Task<(int Environments, double Milliseconds)> AtOnceAsync(string path, int count, CancellationToken cancellationToken)
    {
        var request = HttpConnection.Request("GET", emulator.FunctionUrl, path, []);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            using var connection = await HttpConnection.OpenAsync(emulator.FunctionUrl, cancellationToken);
            await connection.AskAsync(request, cancellationToken);
        }));
        var elapsed = Stopwatch.GetElapsedTime(start);
        using var service = await HttpConnection.OpenAsync(emulator.Service, cancellationToken);
        var answer = await service.AskAsync(HttpConnection.Request("GET", emulator.Service, "/.emulator/environments", []), cancellationToken);
        using var environments = JsonDocument.Parse(answer);
        return (environments.RootElement.GetProperty("environments").GetArrayLength(), elapsed.TotalMilliseconds);
    }

    private static async Task<TimeSpan> TimeAsync(HttpConnection connection, byte[] request, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await connection.AskAsync(request, cancellationToken);
        return Stopwatch.GetElapsedTime(start);
    }
}
