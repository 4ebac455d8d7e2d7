using System.Diagnostics;
using RvWeb.Bench.Measuring;
using RvWeb.Bench.Runtime;

namespace RvWeb.Bench.Emulating;

/// <summary>The same function without an emulator: the time from its event to its answer is what the emulator's is compared with.</summary>
internal sealed class DirectFunction(string command) : IDisposable
{
    private readonly RuntimeApiServer _api = new(SampleEvent.FunctionUrl);
    private FunctionProgram? _program;

    /// <summary>Starts the program and waits for its first answer.</summary>
    public async Task<TimeSpan> StartAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        _program = FunctionProgram.Start(new MeasuredProgram(command, []), _api.Address);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _program.Exited);
        await _api.ReceiveAsync(ended.Token);
        await _api.HandOutAsync(ended.Token);
        await SampleEvent.ReceiveResponseAsync(_api, command, ended.Token);
        var elapsed = Stopwatch.GetElapsedTime(start);
        await _api.AcceptAnswerAsync(ended.Token);
        return elapsed;
    }

    public async Task<TimeSpan> InvokeAsync(CancellationToken cancellationToken)
    {
        await _api.ReceiveAsync(cancellationToken);
        var start = Stopwatch.GetTimestamp();
        await _api.HandOutAsync(cancellationToken);
        await SampleEvent.ReceiveResponseAsync(_api, command, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(start);
        await _api.AcceptAnswerAsync(cancellationToken);
        return elapsed;
    }

    public void Dispose()
    {
        _program?.Dispose();
        _api.Dispose();
    }
}
