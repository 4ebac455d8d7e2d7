namespace RvWeb.Emulator.Environments;

/// <summary>The environments of a function that wait for an event, the most recently used last; their pool guards them.</summary>
internal sealed class IdleEnvironments
{
    private readonly List<ExecutionEnvironment> _idle = [];

    public void Add(ExecutionEnvironment environment) => _idle.Add(environment);

    public bool Remove(ExecutionEnvironment environment) => _idle.Remove(environment);

    /// <summary>The most recently used; provisioned ones first, since the others are there for what they cannot take.</summary>
    /// <returns>Null if none waits.</returns>
    public ExecutionEnvironment? TryTake()
    {
        if (_idle.Count == 0)
            return null;
        var provisioned = _idle.FindLastIndex(environment => environment.Launch.IsProvisioned);
        var index = provisioned < 0 ? _idle.Count - 1 : provisioned;
        var taken = _idle[index];
        _idle.RemoveAt(index);
        return taken;
    }

    public ExecutionEnvironment[] TakeAll()
    {
        ExecutionEnvironment[] all = [.. _idle];
        _idle.Clear();
        return all;
    }
}
