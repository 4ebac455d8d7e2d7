using RvWeb.Edge.Functions.Events;
using RvWeb.Edge.Functions.KeyValueStores;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>What belongs to one run: its engine's budget, its log, and what it may reach.</summary>
internal sealed class FunctionRun
{
    public required FunctionProgram Program { get; init; }
    public required FunctionEvent Event { get; init; }
    public required FunctionOrigins Origins { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>The associated store; null if there is none.</summary>
    public KeyValueStore? Store { get; init; }

    public ComputeBudget Budget { get; } = new();

    public ConsoleLog Log { get; } = new();

    /// <summary>Set by the functions that change the origin.</summary>
    public OriginChange? Origin { get; set; }
}
