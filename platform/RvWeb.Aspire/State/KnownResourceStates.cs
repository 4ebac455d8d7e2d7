namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states a resource can be in.</summary>
public static class KnownResourceStates
{
    /// <summary>Nothing happened yet.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>It waits for other resources.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>It is being started.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>Its project is being built.</summary>
    public static readonly string Building = nameof(Building);

    /// <summary>Its process runs.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>It was asked to end.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>It ended with an error or by a signal.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>It ended well.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>It is in use, without a process of its own.</summary>
    public static readonly string Active = nameof(Active);

    /// <summary>It is a parameter without a value.</summary>
    public static readonly string ValueMissing = nameof(ValueMissing);

    /// <summary>States that nothing follows.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Exited, Finished, FailedToStart];
}
