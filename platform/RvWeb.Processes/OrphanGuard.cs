using System.Globalization;
using System.IO.Pipes;
using System.Text;
using RvWeb.Processes.Native;

namespace RvWeb.Processes;

/// <summary>
/// Ends a supervisor's children when the supervisor itself dies, even by SIGKILL: a tiny shell process, in a group of its
/// own, that reads from a pipe only the supervisor holds open and kills every registered group when that pipe ends.
/// </summary>
public sealed class OrphanGuard : IAsyncDisposable
{
    // Lines: "add GROUP", "drop GROUP". Only builtins, so that it works without PATH; what ends a terminal's programs must not end it.
    private const string Script = """
        trap '' HUP INT QUIT TERM
        groups=
        while read -r verb group; do
          if [ "$verb" = add ]; then
            groups="$groups $group"
          else
            kept=
            for each in $groups; do [ "$each" = "$group" ] || kept="$kept $each"; done
            groups=$kept
          fi
        done
        for each in $groups; do kill -s KILL -- "-$each"; done
        exit 0
        """;

    private readonly Lock _gate = new();
    private readonly AnonymousPipeServerStream _pipe;
    private readonly ProcessGroup _shell;
    private bool _disposed;

    private OrphanGuard(AnonymousPipeServerStream pipe, ProcessGroup shell)
    {
        _pipe = pipe;
        _shell = shell;
    }

    internal int Id => _shell.Id;

    /// <summary>Starts the guard; one per supervisor.</summary>
    /// <returns>The guard to give to <see cref="ChildProcess.Start"/>.</returns>
    /// <exception cref="PlatformNotSupportedException">On Windows.</exception>
    public static OrphanGuard Start()
    {
        Platform.ThrowIfUnsupported();
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        try
        {
            using var actions = new SpawnActions();
            actions.ChangeDirectory("/");
            actions.Redirect(pipe.ClientSafePipeHandle, 0);
            actions.OpenNull(1);
            actions.OpenNull(2);
            var id = Spawner.Start("/bin/sh", ["sh", "-c", Script], new Dictionary<string, string>(), actions);
            pipe.DisposeLocalCopyOfClientHandle();
            return new OrphanGuard(pipe, new ProcessGroup(id, guard: null));
        }
        catch
        {
            pipe.Dispose();
            throw;
        }
    }

    /// <summary>Kills what is still registered and ends the guard.</summary>
    /// <returns>Completes when the guard is gone.</returns>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
            _pipe.Dispose();
        }
        await _shell.LeaderEnded;
        _shell.Release();
    }

    internal void Add(int group)
    {
        if (Tell("add", group))
            return;
        Libc.Kill(-group, Platform.NumberOf(ProcessSignal.Kill));
        ChildExit.Wait(group);
        ChildExit.Reap(group);
        throw new ChildProcessException("The process was ended at once, because the guard that would clean up after it is gone.");
    }

    internal void Drop(int group) => Tell("drop", group);

    // A line is shorter than PIPE_BUF, so it arrives whole or not at all.
    private bool Tell(string verb, int group)
    {
        lock (_gate)
        {
            if (_disposed || _shell.LeaderEnded.IsCompleted)
                return false;
            try
            {
                _pipe.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{verb} {group}\n")));
                return true;
            }
            catch (IOException)
            {
                return false; // somebody killed the guard
            }
        }
    }
}
