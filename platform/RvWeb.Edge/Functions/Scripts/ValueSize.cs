using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>How long the JSON of a value will be, roughly; what is shared counts as often as it would be written.</summary>
internal static class ValueSize
{
    private const int ValuesPerStatement = 10;
    private const int Deepest = 500;

    public static double Of(ComputeBudget budget, JsValue value)
    {
        var (size, seen) = (0.0, 0);
        var open = new Stack<(JsValue Value, int Depth)>();
        open.Push((value, 0));
        while (size <= FunctionLimits.MemoryBytes && open.TryPop(out var next))
        {
            if (++seen % ValuesPerStatement == 0)
                budget.Check();
            size += next.Value.IsString() ? next.Value.ToString().Length + 2 : 4;
            // Deeper than this it is a circle, or the interpreter will say that it is too deep.
            if (next.Value is ObjectInstance parent && !parent.IsCallable() && next.Depth < Deepest)
                size += Open(open, parent, next.Depth + 1);
        }

        return size;
    }

    private static int Open(Stack<(JsValue Value, int Depth)> open, ObjectInstance parent, int depth)
    {
        var size = 2;
        foreach (var key in parent.GetOwnPropertyKeys(Types.String))
        {
            size += key.ToString().Length + 3;
            if (parent.GetOwnProperty(key) is { Enumerable: true, Get: null } property)
                open.Push((property.Value, depth));
        }

        return size;
    }
}
