using System.CommandLine;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Commands;

/// <summary>How environments live: the options that say where this differs from Lambda, or which of Lambda's ways is meant.</summary>
internal sealed class LifeCycleOptionSet
{
    public Option<bool> NoFreeze { get; } = new("--no-freeze")
    {
        Description = "Lets processes run on between invocations. For debuggers; Lambda stops them.",
    };

    public IEnumerable<Option> All => [NoFreeze];

    public FunctionOptions Apply(ParseResult result, FunctionOptions function) => function with
    {
        Freeze = !result.GetValue(NoFreeze),
    };
}
