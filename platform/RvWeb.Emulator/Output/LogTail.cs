using System.Text;

namespace RvWeb.Emulator.Output;

/// <summary>
/// Collects the log lines of one invocation for the caller who asked for them. What the function writes arrives by a pipe
/// and may come later than its answer; it still stands before the end, where it was written.
/// </summary>
internal sealed class LogTail
{
    /// <summary>Source: docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (LogResult: the last 4 KB).</summary>
    public const int MaximumBytes = 4096;

    // Lines enough for 4 KB; whoever floods its output pushes the first ones out.
    private const int KeptCharacters = 4 * MaximumBytes;

    private readonly Lock _gate = new();
    private readonly StringBuilder _lines = new();
    private readonly StringBuilder _end = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<Task>? _drained;

    /// <param name="drained">Completes when all that the function has written up to now has been appended.</param>
    public void Begin(Func<Task> drained)
    {
        lock (_gate)
            _drained = drained;
    }

    /// <param name="line">A line of the function or of the platform.</param>
    /// <param name="isEnd">Whether it is the platform's, after all of the function's.</param>
    public void Append(string line, bool isEnd)
    {
        lock (_gate)
        {
            (isEnd ? _end : _lines).Append(line).Append('\n');
            if (_lines.Length > 2 * KeptCharacters)
                _lines.Remove(0, _lines.Length - KeptCharacters);
        }
    }

    /// <summary>The invocation is reported.</summary>
    public void Finish() => _finished.TrySetResult();

    /// <summary>The last 4 KB, once the invocation that has a result is reported too; empty if it never got to an environment.</summary>
    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        Func<Task>? drained;
        lock (_gate)
            drained = _drained;
        if (drained is null)
            return [];
        await _finished.Task.WaitAsync(cancellationToken);
        await drained().WaitAsync(cancellationToken);
        lock (_gate)
        {
            var text = Encoding.UTF8.GetBytes($"{_lines}{_end}");
            return text.Length <= MaximumBytes ? text : text[^MaximumBytes..];
        }
    }
}
