using System.Collections.Concurrent;

namespace RvWeb.Edge.Cache;

/// <summary>
/// Simultaneous requests for one key: the first asks the origin, the others wait for it
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-traffic-spikes).
/// </summary>
internal sealed class RequestCollapsing
{
    private readonly ConcurrentDictionary<string, Flight> _flights = new(StringComparer.Ordinal);

    public Flight Join(string key, out bool leads)
    {
        var mine = new Flight(this, key);
        var flight = _flights.GetOrAdd(key, mine);
        leads = ReferenceEquals(mine, flight);
        return flight;
    }

    internal sealed class Flight(RequestCollapsing owner, string key)
    {
        private readonly TaskCompletionSource<bool> _landed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private int _followers;
        private Action? _whenAlone;

        /// <summary>True: look into the cache again; false: the answer cannot be shared, ask the origin yourself.</summary>
        public async Task<bool> WaitAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _followers);
            try
            {
                return await _landed.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                if (Interlocked.Decrement(ref _followers) == 0)
                    Volatile.Read(ref _whenAlone)?.Invoke();
            }
        }

        /// <summary>Calls when nobody waits, or waits any more; at once if that is so now.</summary>
        public void WhenAlone(Action call)
        {
            Interlocked.Exchange(ref _whenAlone, call);
            if (Volatile.Read(ref _followers) == 0)
                call();
        }

        /// <summary>Lets the followers go; only the first call counts.</summary>
        public void Land(bool shared)
        {
            owner._flights.TryRemove(new KeyValuePair<string, Flight>(key, this));
            _landed.TrySetResult(shared);
        }
    }
}
