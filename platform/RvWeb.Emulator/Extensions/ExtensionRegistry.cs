using RvWeb.Emulator.Functions;
using RvWeb.Emulator.RuntimeApi;

namespace RvWeb.Emulator.Extensions;

/// <summary>
/// The Extensions API's state machine for one environment, without HTTP. Source of states and errors: AWS's own
/// implementation, the Runtime Interface Emulator; of the rest docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html.
/// </summary>
/// <param name="external">The names of the external ones, whose processes are about to start.</param>
/// <param name="newId">Makes their identifiers.</param>
/// <param name="events">Who is told.</param>
internal sealed class ExtensionRegistry(IEnumerable<string> external, Func<Guid> newId, ExtensionRegistryEvents events)
{
    public const int Limit = 10;

    private readonly Lock _gate = new();
    private readonly List<Extension> _extensions = [.. external.Select(name => new Extension(name, newId().ToString(), isExternal: true))];
    private ReadOnlyMemory<byte>? _shutdown;
    private bool _closed;

    public IReadOnlyList<Extension> All
    {
        get
        {
            lock (_gate)
                return [.. _extensions];
        }
    }

    /// <summary>All external ones have registered: time for the runtime to start.</summary>
    public bool AllRegistered
    {
        get
        {
            lock (_gate)
                return _extensions.TrueForAll(extension => extension.State != ExtensionState.Started);
        }
    }

    /// <summary>All wait for an event.</summary>
    public bool AllReady
    {
        get
        {
            lock (_gate)
                return _extensions.TrueForAll(extension => extension.State == ExtensionState.Ready);
        }
    }

    /// <returns>Null if nobody has this identifier.</returns>
    public string? NameOf(string id)
    {
        lock (_gate)
            return Find(id)?.Name;
    }

    /// <param name="name">An external one's file name, or any name for one inside the runtime.</param>
    /// <param name="subscribed">The events it wants.</param>
    /// <param name="welcome">The answer if it may register.</param>
    /// <param name="id">Its identifier; null if it was refused.</param>
    public RuntimeAnswer Register(string name, IReadOnlyList<string> subscribed, RuntimeAnswer welcome, out string? id)
    {
        id = null;
        lock (_gate)
        {
            var known = _extensions.Find(extension => extension.Name == name);
            var extension = known is { IsExternal: true } ? known : new Extension(name, newId().ToString(), isExternal: false);
            if (subscribed.FirstOrDefault(wanted => !IsAllowed(wanted, extension.IsExternal)) is { } wrong)
                return ExtensionAnswer.InvalidEvent(wrong, extension.IsExternal);
            if (extension.State != ExtensionState.Started)
                return ExtensionAnswer.InvalidTransition(extension, ExtensionState.Registered);
            if (!extension.IsExternal && Refusal(known) is { } refusal)
                return refusal;
            if (!extension.IsExternal)
                _extensions.Add(extension);
            extension.State = ExtensionState.Registered;
            extension.Events = subscribed;
            id = extension.Id;
        }
        events.Registered();
        return welcome;
    }

    /// <summary>Nobody can register once the runtime has asked for its first event.</summary>
    public void CloseRegistration()
    {
        lock (_gate)
            _closed = true;
    }

    /// <summary>The next event as JSON with status 200, or a refusal; waits without limit.</summary>
    /// <exception cref="OperationCanceledException">The extension hung up, or the environment ended.</exception>
    public async Task<RuntimeAnswer> NextAsync(string id, CancellationToken cancellationToken)
    {
        Extension? extension;
        Task<ReadOnlyMemory<byte>> coming;
        bool becameReady;
        lock (_gate)
        {
            extension = Find(id);
            if (extension is null)
                return ExtensionAnswer.Unknown(id);
            if (extension.State is not (ExtensionState.Registered or ExtensionState.Running or ExtensionState.Ready) || extension.Waiting is not null)
                return ExtensionAnswer.InvalidTransition(extension, ExtensionState.Ready);
            becameReady = extension.State != ExtensionState.Ready && extension.Undelivered is null;
            if (becameReady)
                extension.State = ExtensionState.Ready;
            coming = extension.Wait();
            if (_shutdown is { } shutdown && becameReady && Wants(extension, ExtensionEvent.ShutdownType))
                extension.Deliver(shutdown);
        }
        if (becameReady)
            events.Ready();
        try
        {
            return new RuntimeAnswer(200, (await coming.WaitAsync(cancellationToken)).ToArray());
        }
        finally
        {
            lock (_gate)
                extension.Leave(coming);
        }
    }

    /// <summary>It cannot start: so its environment cannot.</summary>
    public RuntimeAnswer FailInit(string id, string errorType) =>
        Fail(id, errorType, ExtensionState.InitError, "Extension.InitError", state => state == ExtensionState.Registered);

    /// <summary>It is about to exit with an error: so its environment ends.</summary>
    public RuntimeAnswer FailExit(string id, string errorType) => Fail(
        id, errorType, ExtensionState.ExitError, "Extension.ExitError", state => state is ExtensionState.Registered or ExtensionState.Ready or ExtensionState.Running);

    /// <summary>Hands the invocation's event to those who want it.</summary>
    public void Invoke(Invocation invocation, DateTimeOffset deadline, string functionArn)
    {
        lock (_gate)
        {
            ReadOnlyMemory<byte>? json = null;
            foreach (var extension in _extensions)
                if (Wants(extension, ExtensionEvent.InvokeType))
                    extension.Deliver(json ??= ExtensionEvent.Invoke(invocation, deadline, functionArn));
        }
    }

    /// <summary>Tells the external ones that want to know; one that is busy learns it at its next <c>next</c>.</summary>
    public void ShutDown(string reason, DateTimeOffset deadline)
    {
        lock (_gate)
        {
            _shutdown = ExtensionEvent.Shutdown(reason, deadline);
            foreach (var extension in _extensions)
                if (extension.State == ExtensionState.Ready && Wants(extension, ExtensionEvent.ShutdownType))
                    extension.Deliver(_shutdown.Value);
        }
    }

    /// <summary>Lets go of those who wait in vain; not before their processes are gone, or they would complain.</summary>
    public void HangUp()
    {
        lock (_gate)
            _extensions.ForEach(extension => extension.HangUp());
    }

    private RuntimeAnswer Fail(string id, string errorType, ExtensionState to, string platformType, Predicate<ExtensionState> isAllowed)
    {
        lock (_gate)
        {
            var extension = Find(id);
            if (extension is null)
                return ExtensionAnswer.Unknown(id);
            if (!isAllowed(extension.State))
                return ExtensionAnswer.InvalidTransition(extension, to);
            extension.State = to;
        }
        events.Failed(platformType, errorType);
        return RuntimeAnswer.Accepted;
    }

    private RuntimeAnswer? Refusal(Extension? sameName)
    {
        if (_closed)
            return ExtensionAnswer.RegistrationClosed;
        if (_extensions.Count >= Limit)
            return ExtensionAnswer.TooMany;
        return sameName is null ? null : ExtensionAnswer.NameTaken;
    }

    private Extension? Find(string id) => _extensions.Find(extension => extension.Id == id && extension.State != ExtensionState.Started);

    private static bool Wants(Extension extension, string type) => extension.Events.Contains(type);

    private static bool IsAllowed(string wanted, bool isExternal) =>
        wanted == ExtensionEvent.InvokeType || (isExternal && wanted == ExtensionEvent.ShutdownType);
}
