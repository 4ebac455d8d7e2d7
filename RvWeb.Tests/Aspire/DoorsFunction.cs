using RvWeb.Aspire.Hosting;

namespace RvWeb.Tests.Aspire;

/// <summary>A function that answers <c>/seen</c> with the event it was sent.</summary>
internal sealed class DoorsFunction : IBuiltProject
{
    public string ProjectPath => Path.ChangeExtension(ExecutablePath, "csproj");

    public string ExecutablePath => Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "doors.sh");
}
