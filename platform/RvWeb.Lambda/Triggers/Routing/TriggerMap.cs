using Microsoft.Extensions.Logging;
using RvWeb.Lambda.Requests;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Triggers.Routing;

/// <summary>
/// The handlers an app has mapped. Abstract, like the processor, so that the server does not refer to what is behind it: from
/// the native binary of an app that maps no event the compiler leaves all of that out.
/// </summary>
internal abstract class TriggerMap
{
    /// <exception cref="InvalidOperationException">The app runs already, or there is a handler for the same events.</exception>
    public abstract void Add(TriggerRoute route);

    /// <summary>Makes what handles the events of one loop; from then on nothing can be mapped.</summary>
    /// <param name="client">The loop's own.</param>
    /// <param name="lifetime">The loop's own; tells handlers that time is up.</param>
    /// <param name="logger">For failures.</param>
    /// <param name="givenUp">Ends the sending of an answer.</param>
    public abstract TriggerProcessor CreateProcessor(
        RuntimeApiClient client, InvocationLifetime lifetime, ILogger logger, CancellationToken givenUp);
}
