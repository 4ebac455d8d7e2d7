using System.Text;

namespace RvWeb.Emulator.Output;

/// <summary>
/// Collects the log lines of one invocation for the caller who asked for them. What the function writes arrives by a pipe
/// and may come later than its answer; it still stands before END, where it was written.
/// </summary>
internal sealed class LogTail
{
    /// <summary>Source: docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (LogResult: the last 4 KB).</summary>
    public const int MaximumBytes = 4096;

    // Lines enough for 4 KB; whoever floods its output pushes the first ones out.
    private const int KeptCharacters = 4 * MaximumBytes;

    private readonly Lock _gate = new();
    private readonly StringBuilder _lines = new();
    private readonly TaskCompletionSource _reported = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<Task> _drained = () => Task.CompletedTask;
    private string _ending = "";
    private bool _began;

    /// <param name="line">START.</param>
    /// <param name="drained">Completes when all that the function has written up to now has been appended.</param>
    public void Begin(string line, Func<Task> drained)
    {
        lock (_gate)
        {
            _began = true;
            _drained = drained;
        }
        Append(line);
    }

    public void Append(string line)
    {
        lock (_gate)
        {
            _lines.Append(line).Append('\n');
            if (_lines.Length > 2 * KeptCharacters)
                _lines.Remove(0, _lines.Length - KeptCharacters);
        }
    }

    /// <summary>END and REPORT: the platform is done with the invocation.</summary>
    public void Finish(params IEnumerable<string> lines)
    {
        lock (_gate)
            _ending = string.Concat(lines.Select(line => line + '\n'));
        _reported.TrySetResult();
    }

    /// <summary>The last 4 KB, once the invocation that has a result is reported too; empty if it never got to an environment.</summary>
    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        Func<Task> drained;
        lock (_gate)
        {
            if (!_began)
                return [];
            drained = _drained;
        }
        await _reported.Task.WaitAsync(cancellationToken);
        await drained().WaitAsync(cancellationToken);
        lock (_gate)
        {
            var text = Encoding.UTF8.GetBytes(_lines + _ending);
            return text.Length <= MaximumBytes ? text : text[^MaximumBytes..];
        }
    }
}
