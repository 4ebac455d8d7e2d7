using Acornima.Ast;
using Jint;

namespace RvWeb.Edge.Functions.Modules;

/// <summary>The parts of the runtimes that are written in JavaScript; each file is one function that gets what it needs.</summary>
internal static class ScriptSources
{
    public static Prepared<Script> Prepare(string file)
    {
        using var reader = new StreamReader(typeof(ScriptSources).Assembly.GetManifestResourceStream(file)!);
        return Engine.PrepareScript(reader.ReadToEnd(), file, strict: true);
    }
}
