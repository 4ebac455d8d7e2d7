using Jint;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>Counts statements over a whole run; a number that does not depend on how busy the machine is.</summary>
internal sealed class ComputeBudget : Constraint
{
    private int _used;

    public int Utilization => (int)Math.Min(100, (_used * 100L / FunctionLimits.Statements) + (_used == 0 ? 0 : 1));

    public override void Check() => Charge(1);

    public void Charge(int statements)
    {
        _used += statements;
        if (_used > FunctionLimits.Statements)
            throw new RunStoppedException($"it used more than the maximum of compute utilization ({FunctionLimits.Statements} statements, our measure)");
    }

    // The script itself, the call and the work of promises are one run.
    public override void Reset()
    {
    }
}
