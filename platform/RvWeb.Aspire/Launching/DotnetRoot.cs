using System.Runtime.InteropServices;

namespace RvWeb.Aspire.Launching;

/// <summary>Where .NET is. A built executable looks for it in /usr only, unless this variable tells.</summary>
internal static class DotnetRoot
{
    public const string Variable = "DOTNET_ROOT";

    // <root>/shared/Microsoft.NETCore.App/<version>/
    public static string Path { get; } = System.IO.Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());
}
