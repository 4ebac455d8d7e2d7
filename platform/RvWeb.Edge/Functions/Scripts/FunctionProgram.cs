using Acornima.Ast;
using Jint;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>A function that is parsed once and runs in a new engine each time, so that no run sees another's traces.</summary>
internal sealed class FunctionProgram(FunctionDefinition definition, Prepared<Script> script)
{
    public string Name => definition.Name;

    public FunctionRuntime Runtime => definition.Runtime;

    public string? StoreId => definition.StoreId;

    public Prepared<Script> Script => script;

    /// <summary>Whether the code can reach a global: by its name, or by way of the global object.</summary>
    public bool Reaches(string global) => script.ReferencedGlobals is not { } globals || globals.Contains(global) || globals.Contains("globalThis");

    public bool ReachesAny(string[] globals)
    {
        foreach (var global in globals)
        {
            if (Reaches(global))
                return true;
        }

        return false;
    }
}
