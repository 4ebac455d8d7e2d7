using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Server;

/// <summary>
/// Does beside the app's start what the first invocation will need: the loop's thread would else begin only when the app has
/// started, and Lambda gives a function's init more than one processor's time (docs/decisions/020-cold-start.md).
/// </summary>
internal sealed class HeadStart
{
    private readonly Thread _thread;
    private readonly TaskCompletionSource<Action> _work = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeadStart(LambdaSettings settings, TimeProvider time)
    {
        Client = new RuntimeApiClient(settings.Endpoint);
        Extension = settings.AsksForShutdown ? new ShutdownExtension(settings.Endpoint, time) : null;
        _thread = new Thread(Run) { IsBackground = true, Name = "RvWeb.Lambda" };
        _thread.Start();
    }

    /// <summary>Connected, if the Runtime API is there; if not, the first call says so.</summary>
    public RuntimeApiClient Client { get; }

    /// <summary>Has begun when the loop begins; null if nobody asked for it.</summary>
    public ShutdownExtension? Extension { get; }

    /// <summary>Has the thread go on with the loop; to be called once.</summary>
    public Thread Continue(Action work)
    {
        _work.SetResult(work);
        return _thread;
    }

    private void Run()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            BuildTables();
        Client.TryConnect();
        Extension?.Begin(Client.Connection);
        _work.Task.GetAwaiter().GetResult()();
    }

    /// <summary>
    /// In native code the runtime makes tables when they are first asked for: which method a delegate calls and which
    /// assembly a type is of (both asked by routing), the attributes and characters that JSON looks at.
    /// </summary>
    [DynamicDependency(nameof(Run))]
    private void BuildTables()
    {
        _ = ((Action)Run).Method;
        _ = typeof(HeadStart).Assembly;
        _ = typeof(object).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false);
        _ = JavaScriptEncoder.Default;
    }
}
