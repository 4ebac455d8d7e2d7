using System.Diagnostics;
using RvWeb.Bench.Runtime;

namespace RvWeb.Bench.Emulating;

/// <summary>The emulator under measurement, a process of its own that serves one function.</summary>
internal sealed class EmulatorProgram : IAsyncDisposable
{
    public const string Function = "bench";

    private static readonly byte[] Dropped = new byte[65536];

    private readonly Process _process;
    private readonly Task _draining;

    private EmulatorProgram(Process process, Uri service, Uri functionUrl)
    {
        _process = process;
        Service = service;
        FunctionUrl = functionUrl;
        _draining = DrainAsync(process.StandardOutput.BaseStream);
    }

    public Uri Service { get; }

    public Uri FunctionUrl { get; }

    public static async Task<EmulatorProgram> StartAsync(string file, string command, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw new InvalidOperationException($"--emulator {file}: no such file; build platform/RvWeb.Emulator in this configuration, or give the path.");
        string[] arguments =
        [
            "--port", "0", "--function-url", "0", "--function", Function, "--command", command, "--concurrency", "1000", "--timeout", "60",
        ];
        var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })!;
        var service = await AddressAsync(process, "Lambda service ", cancellationToken);
        var functionUrl = await AddressAsync(process, "function URL ", cancellationToken);
        return new EmulatorProgram(process, service, functionUrl);
    }

    public double CpuMilliseconds() => ProcessUsage.CpuMilliseconds(_process.Id);

    public double ResidentMegabytes() => ProcessUsage.ResidentMegabytes(_process.Id);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _draining;
        _process.Dispose();
    }

    private static async Task<Uri> AddressAsync(Process process, string label, CancellationToken cancellationToken)
    {
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("The emulator ended before it served; what it said is above.");
        if (!line.StartsWith(label, StringComparison.Ordinal))
            throw new InvalidOperationException($"The emulator said '{line}' instead of '{label}…'.");
        return new Uri(line[label.Length..].Split(' ')[0]);
    }

    // Nobody reads the function's log here, and a full pipe would hold the emulator up.
    private static async Task DrainAsync(Stream output)
    {
        while (await output.ReadAsync(Dropped) > 0)
            continue;
    }
}
