using RvWeb.Aspire.Hosting;

namespace RvWeb.Tests.Aspire;

/// <summary>A function without an SDK, as if it were a project that is built.</summary>
internal sealed class NodeFunction : IBuiltProject
{
    public string ProjectPath => Path.ChangeExtension(ExecutablePath, "csproj");

    public string ExecutablePath => Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "function.sh");
}
