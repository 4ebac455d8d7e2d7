using System.Diagnostics;
using RvWeb.Lambda.Events;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>Has an app's handlers deal with the events of one loop that are no HTTP requests, one after another.</summary>
internal abstract class TriggerProcessor
{
    /// <summary>Takes up an event.</summary>
    /// <exception cref="UnsupportedEventException">No handler is mapped for it.</exception>
    /// <exception cref="MalformedEventException">It has a wrong shape.</exception>
    public abstract void Read(Invocation invocation);

    /// <summary>Says on the invocation's span what the event is.</summary>
    public abstract void Describe(Activity invoke);

    /// <summary>Calls the handlers and answers; returns what went wrong, if something did. By then it has been logged and reported.</summary>
    public abstract Exception? Process();
}
