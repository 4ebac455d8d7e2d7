using System.Text;

namespace RvWeb.Tests.Aspire;

/// <summary>Keeps the lines that are written, and tells who waits for one.</summary>
internal sealed class HeardLines : TextWriter
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        TaskCompletionSource heard;
        lock (_gate)
        {
            _lines.Add(value ?? "");
            heard = _more;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        heard.TrySetResult();
    }

    public async Task<string> LineAsync(Predicate<string> isLookedFor, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_lines.Find(isLookedFor) is { } line)
                    return line;
                more = _more.Task;
            }
            await more.WaitAsync(cancellationToken);
        }
    }

    public override string ToString()
    {
        lock (_gate)
            return string.Join('\n', _lines);
    }
}
