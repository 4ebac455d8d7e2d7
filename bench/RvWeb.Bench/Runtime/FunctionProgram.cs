using System.Diagnostics;

namespace RvWeb.Bench.Runtime;

/// <summary>A Runtime API program under measurement: started with Lambda's variables and nothing else.</summary>
internal sealed class FunctionProgram : IDisposable
{
    private readonly Process _process;
    private readonly CancellationTokenSource _exited = new();

    private FunctionProgram(Process process) => _process = process;

    /// <summary>Fires when the program ends by itself: whoever waits for it would wait for ever.</summary>
    public CancellationToken Exited => _exited.Token;

    /// <summary>The program writes what it allocates, if it is ours: the loop logs it at Trace.</summary>
    public static string TracesAllocations => "Logging__LogLevel__RvWeb.Lambda=Trace";

    /// <param name="measured">The program.</param>
    /// <param name="runtimeApi">Where the Runtime API is: host:port.</param>
    /// <param name="onLine">Gets each line of its standard output.</param>
    public static FunctionProgram Start(MeasuredProgram measured, string runtimeApi, Action<string>? onLine = null)
    {
        var words = measured.Command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "bench";
        start.Environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "128";
        foreach (var variable in measured.Variables)
            start.Environment[variable[..variable.IndexOf('=', StringComparison.Ordinal)]] = variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var program = new FunctionProgram(process);
        process.Exited += (_, _) => program._exited.Cancel();
        process.OutputDataReceived += (_, output) => onLine?.Invoke(output.Data ?? "");
        process.ErrorDataReceived += (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return program;
    }

    /// <summary>The highest resident set so far, in MB; 0 where /proc is missing.</summary>
    public double PeakMegabytes() => ProcessUsage.PeakMegabytes(_process.Id);

    /// <summary>What all threads have used so far; 0 where /proc is missing.</summary>
    public double CpuMilliseconds() => ProcessUsage.CpuMilliseconds(_process.Id);

    public void Dispose()
    {
        _process.EnableRaisingEvents = false;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _exited.Dispose();
    }
}
