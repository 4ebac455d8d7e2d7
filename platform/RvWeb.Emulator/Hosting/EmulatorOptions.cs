using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Hosting;

/// <summary>What to serve and where. A port of 0 means a free one.</summary>
internal sealed record EmulatorOptions
{
    public required FunctionOptions Function { get; init; }

    /// <summary>Of the Lambda service.</summary>
    public int Port { get; init; } = 9000;

    /// <summary>Null: no function URL.</summary>
    public int? FunctionUrlPort { get; init; }
}
